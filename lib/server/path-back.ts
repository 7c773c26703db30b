// Where somebody was when they pressed something that stands on every page of a clinic.
import "server-only";
import { headers } from "next/headers";
import { env } from "../env.ts";

/** Path and query of the page that sent the request, when it is one of the clinic's; else the clinic's own page. */
export async function pathBack(slug: string): Promise<string> {
  const front = `/${slug}`;
  const from = (await headers()).get("referer");
  if (!from || !URL.canParse(from)) return front;
  const { origin, pathname, search } = new URL(from);
  const here = origin === new URL(env().PUBLIC_URL).origin && (pathname === front || pathname.startsWith(`${front}/`));
  return here ? `${pathname}${search}` : front;
}
