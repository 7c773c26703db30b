// A clinic as the people who set it up see it.
import type { ClinicView, DisciplineView, LocationView } from "./catalogue-views.ts";
import type { LocalDate } from "../time/dates.ts";

export type RoomView = { id: string; locationId: string; kind: string; name: string };

export type DatedPrice = { effectiveFrom: LocalDate; priceMinor: number };

export type ServiceSetup = {
  id: string;
  disciplineId: string;
  name: string;
  about: string;
  kind: "first" | "follow_up";
  durationMin: number;
  stepMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  online: boolean;
  /** The kind of room or equipment it takes up. */
  need: string | null;
  /** The latest first. */
  prices: DatedPrice[];
  givers: string[];
};

export type LicenceView = {
  id: string;
  profession: string;
  college: string;
  number: string;
  credentials: string[];
  restrictions: string[];
  validFrom: LocalDate;
  validUntil: LocalDate | null;
};

/** What a practitioner is due from a day on: a share of each net fee, or so much a visit given. */
export type PayoutRate = { effectiveFrom: LocalDate } & (
  { kind: "percent"; feeBp: number } | { kind: "per_visit"; visitMinor: number }
);

export type PractitionerSetup = {
  id: string;
  name: string;
  title: string;
  pronouns: string;
  gender: string;
  languages: string[];
  about: string;
  leftOn: LocalDate | null;
  maxMinutesADay: number | null;
  maxMinutesInRow: number | null;
  /** On whose account they bill. */
  supplierName: string;
  licences: LicenceView[];
  serviceIds: string[];
  /** The latest first. */
  payoutRates: PayoutRate[];
  hasHours: boolean;
};

export type PolicySetup = {
  effectiveFrom: LocalDate;
  minNoticeMin: number;
  horizonDays: number;
  cancelNoticeHours: number;
  lateFeeMinor: number;
  depositMinor: number;
  planDepositMinor: number;
  maxFirstADay: number | null;
  onlyBeside: boolean;
};

export type TaxRateView = {
  profession: string;
  supply: string;
  effectiveFrom: LocalDate;
  code: string;
  rateBp: number;
  source: string;
};

export type SetupView = {
  clinic: ClinicView & { published: boolean };
  today: LocalDate;
  supplier: { name: string; address: string; gstNumber: string | null; gstFrom: LocalDate | null };
  locations: LocationView[];
  rooms: RoomView[];
  disciplines: DisciplineView[];
  services: ServiceSetup[];
  practitioners: PractitionerSetup[];
  /** The latest first. */
  policies: PolicySetup[];
  /** In force today. */
  taxRates: TaxRateView[];
  privacyOfficer: string | null;
};
