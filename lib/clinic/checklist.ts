/** What is still to do before patients can book: each point is read off the clinic's own rows, so that none can be ticked untruly. */
import type { LocalDate } from "../time/dates.ts";
import { latestRow } from "./dated-rows.ts";
import type { PractitionerSetup, SetupView } from "./setup-views.ts";

export type Todo = {
  key: "place" | "rooms" | "services" | "people" | "licences" | "hours" | "rules" | "privacy" | "tax";
  title: string;
  detail: string;
  /** Where it is done. */
  href: string;
  done: boolean;
  /** Whether the clinic cannot be published without it. */
  needed: boolean;
};

const counted = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

/** `leftOn` is the first day somebody is no longer there. */
export const worksOn = ({ leftOn }: Pick<PractitionerSetup, "leftOn">, date: LocalDate): boolean =>
  leftOn === null || leftOn > date;

/** Whether a licence of theirs is in force on the date; its last day is one of them. */
export const isLicensedOn = ({ licences }: Pick<PractitionerSetup, "licences">, date: LocalDate): boolean =>
  licences.some(({ validFrom, validUntil }) => validFrom <= date && (validUntil === null || validUntil >= date));

/** In the order in which a clinic would do them. */
export function todoOf(setup: SetupView): Todo[] {
  const { locations, rooms, services, practitioners, policies, privacyOfficer, supplier, today } = setup;
  const working = practitioners.filter((person) => worksOn(person, today));
  const priced = services.filter(({ prices }) => latestRow(prices, today) !== undefined);
  const bookable = priced.filter(({ givers }) => givers.some((id) => working.some((person) => person.id === id)));
  const kinds = [...new Set(bookable.flatMap(({ need }) => need ?? []))];
  const lacking = kinds.filter((kind) => !rooms.some((room) => room.kind === kind));
  const unlicensed = working.filter((person) => !isLicensedOn(person, today));
  const idle = working.filter(({ hasHours, serviceIds }) => serviceIds.length > 0 && !hasHours);
  const names = (people: readonly { name: string }[]) => people.map(({ name }) => name).join(", ");
  return [
    {
      key: "place",
      title: "Say where the clinic is",
      detail: locations.map(({ address }) => address).join("; ") || "No address yet",
      href: "/owner/setup/places",
      done: locations.length > 0,
      needed: true,
    },
    {
      key: "rooms",
      title: "Name the rooms",
      detail: lacking.length ? "Some services need a room that is not there" : counted(rooms.length, "room", "rooms"),
      href: "/owner/setup/places",
      done: rooms.length > 0 && lacking.length === 0,
      needed: true,
    },
    {
      key: "people",
      title: "Add who treats",
      detail: working.length ? names(working) : "Nobody yet",
      href: "/owner/setup/people",
      done: working.some(({ serviceIds }) => serviceIds.length > 0),
      needed: true,
    },
    {
      key: "licences",
      title: "Note everybody’s licence",
      detail: unlicensed.length ? `None in force: ${names(unlicensed)}` : "Each is in force",
      href: "/owner/setup/people",
      done: working.length > 0 && unlicensed.length === 0,
      needed: true,
    },
    {
      key: "hours",
      title: "Set when they work",
      detail: idle.length ? `Without hours: ${names(idle)}` : working.length ? "Everybody has hours" : "Nobody yet",
      href: "/desk/schedule",
      done: working.length > 0 && idle.length === 0,
      needed: true,
    },
    {
      key: "services",
      title: "Look over services and prices",
      detail: `${counted(bookable.length, "service", "services")} of ${services.length} can be booked`,
      href: "/owner/setup/services",
      done: bookable.length > 0,
      needed: true,
    },
    {
      key: "rules",
      title: "Set the rules for booking and cancelling",
      detail: policies.length > 1 ? "Your own" : "Those every clinic begins with",
      href: "/owner/setup/rules",
      done: latestRow(policies, today) !== undefined,
      needed: true,
    },
    {
      key: "tax",
      title: "Enter the GST registration, if the clinic has one",
      detail: supplier.gstNumber ?? "Not registered: no tax is charged on the clinic’s own account",
      href: "/owner/setup",
      done: supplier.gstNumber !== null,
      needed: false,
    },
    {
      key: "privacy",
      title: "Name the privacy officer",
      detail: privacyOfficer ?? "Nobody yet",
      href: "/owner/keeping#privacy",
      done: privacyOfficer !== null,
      needed: true,
    },
  ];
}
