// What a clinic shows of itself: name and zone, places, services with their prices, and the people who offer them.

export type ClinicView = {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  region: string;
  phone: string;
  email: string;
  about: string;
};

export type LocationView = { id: string; name: string; address: string; phone: string; arrival: string };

export type DisciplineView = {
  id: string;
  code: string;
  name: string;
  letter: string;
  hue: number;
  deep: boolean;
  profession: string;
};

/** What a service costs on a day, tax apart; minor units. */
export type PriceView = { priceMinor: number; taxMinor: number; taxCode: string; currency: string };

export type ServiceView = PriceView & {
  id: string;
  name: string;
  about: string;
  kind: "first" | "follow_up";
  disciplineId: string;
  disciplineCode: string;
  durationMin: number;
  /** Whether patients may book it themselves. */
  online: boolean;
  /** In the clinic's own order. */
  practitionerIds: string[];
};

export type PractitionerView = {
  id: string;
  name: string;
  title: string;
  pronouns: string;
  gender: string;
  languages: string[];
  about: string;
  disciplineCodes: string[];
};

/** The booking policy in force on a day. */
export type PolicyView = {
  cancelNoticeHours: number;
  lateFeeMinor: number;
  depositMinor: number;
  planDepositMinor: number;
  minNoticeMin: number;
  horizonDays: number;
};

export type Catalogue = {
  clinic: ClinicView;
  locations: LocationView[];
  disciplines: DisciplineView[];
  services: ServiceView[];
  practitioners: PractitionerView[];
  policy: PolicyView;
};
