// What every page of the desk shares: who is signed in, a calm 404 for what is not there, and small readers of the address.
import { forbidden, notFound, redirect } from "next/navigation";
import { Refusal } from "@/lib/errors";
import { isDate } from "@/lib/time/dates";

/** Runs the reading of a page; what is not there, or not for this person, is the page that says so. */
export async function seen<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    // A record that was joined into another is found there.
    const joinedInto = error instanceof Refusal ? error.facts?.["patientId"] : undefined;
    if (error instanceof Refusal && error.code === "not_found" && typeof joinedInto === "string")
      redirect(`/desk/patients/${joinedInto}`);
    if (error instanceof Refusal && error.code === "not_found") notFound();
    if (error instanceof Refusal && (error.code === "forbidden" || error.code === "reason_needed")) forbidden();
    throw error;
  }
}

/** The chart, or word that its reader must first say why they need it. */
export async function chartSeen<T>(read: () => Promise<T>): Promise<T | "reason_needed"> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === "reason_needed") return error.code;
    throw error;
  }
}

type Asked = Record<string, string | string[] | undefined>;

/** A single, non-empty value of the address. */
export function askedFor(asked: Asked, name: string): string | undefined {
  const value = asked[name];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

export function dateAsked(asked: Asked, name: string, otherwise: string): string {
  const value = askedFor(asked, name);
  return value !== undefined && isDate(value) ? value : otherwise;
}

/** An address with its questions; empty ones are left out. */
export function address(path: string, questions: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(questions)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
