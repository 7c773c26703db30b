// What the one writer of appointments is asked to write.
import type { PriceView } from "../clinic/catalogue-views.ts";
import type { LocalDate } from "../time/dates.ts";
import type { BookingPolicy } from "./booking-views.ts";

export type BookedVia = "online" | "api" | "phone" | "walk_in" | "plan" | "import" | "seed";

export type NewAppointment = {
  /** Made by the caller, so that a repeat can ask whether it is already there. */
  id?: string;
  /** The chain it continues, and its place there; a new chain otherwise. */
  chain?: { id: string; sequence: number };
  serviceId: string;
  /** None: the least loaded of that day who is free. */
  practitionerId?: string | undefined;
  start: Date;
  /** When the visit is shorter or longer than its service says. */
  durationMin?: number;
  patientId: string | null;
  episodeId?: string | null;
  visitId?: string | null;
  screenId?: string | null;
  status: "held" | "booked";
  /** For a hold. */
  holdExpiresAt?: Date;
  holdKey?: string | null;
  reviewRequired?: boolean;
  via: BookedVia;
  /** What was agreed before; else the price, tax and policy of the day are read. */
  terms?: AppointmentTerms;
  /** Who pays of the price that was read; the patient where it is missing. */
  split?: PayerSplit | undefined;
  /** Who checks: patients are held to notice and horizon, staff are not. */
  rules: "public" | "staff";
  /** Staff place it over what is there, on purpose. */
  overbookReason?: string;
  /** Fact recorded beside the status. */
  reason?: string;
  /** A move that its caller tells of. */
  quiet?: boolean;
  /** When its patient is told, should it still be so then; at once otherwise. */
  tellAt?: Date;
};

/** The payer of a visit of this price on this local day, and what is left to the patient before tax. May refuse. */
export type PayerSplit = (price: PriceView, date: LocalDate) => Pick<AppointmentTerms, "payer" | "patientMinor">;

export type AppointmentTerms = {
  priceMinor: number;
  taxMinor: number;
  taxCode: string;
  currency: string;
  /** What the patient pays of the price, before tax; the rest is the payer's. */
  patientMinor: number;
  payer: string;
  policy: BookingPolicy;
};

export type WrittenAppointment = {
  id: string;
  chainId: string;
  sequence: number;
  practitionerId: string;
  serviceId: string;
  locationId: string;
  patientId: string | null;
  visitId: string | null;
  status: "held" | "booked";
  start: Date;
  end: Date;
  holdExpiresAt: Date | null;
  terms: AppointmentTerms;
};
