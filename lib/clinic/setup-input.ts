// The one truth about the shapes of what a clinic sets up of itself, as they come from forms.
import { z } from "zod";
import { typedAmount } from "../money/money.ts";
import { emailInput, mobileInput } from "../patients/patient-input.ts";
import { dateInput } from "../time/date-input.ts";
import { professionInput } from "./profession-input.ts";
import { places } from "./regions.ts";

const line = (least: number, most: number, said: string) => z.string().trim().min(least, said).max(most);
const blank = z.literal("").transform(() => null);
const blankOr = <T extends z.ZodType>(inner: T) =>
  z
    .union([blank, inner])
    .nullish()
    .transform((value) => value ?? null);

const mostMinor = 99_999_999;

/** "128" or "128.50" as whole cents, below a million. */
export const amountInput = z.string().transform((typed, ctx) => {
  const minor = typedAmount(typed);
  if (minor !== null && minor <= mostMinor) return minor;
  ctx.addIssue({ code: "custom", message: "Enter an amount like 128 or 128.50." });
  return z.NEVER;
});

/** A whole number between two bounds, typed as text. */
export const countInput = (least: number, most: number) =>
  z.union([z.string(), z.number()]).transform((typed, ctx) => {
    const value = typeof typed === "number" ? typed : /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    ctx.addIssue({ code: "custom", message: `Enter a whole number from ${least} to ${most}.` });
    return z.NEVER;
  });

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) =>
    (value === undefined ? [] : Array.isArray(value) ? value : [value]).filter((one) => one !== ""),
  );

/** Several names typed in one field with commas between them. */
const commas = z
  .string()
  .max(400)
  .transform((typed) => typed.split(",").flatMap((one) => (one.trim() ? [one.trim()] : [])));

/** Words of the product's own addresses, which no clinic may have. */
const taken = [
  "account",
  "api",
  "desk",
  "join",
  "owner",
  "sign-in",
  "start",
  "tablet",
  "icons",
  "mailbox",
  "admin",
  "www",
  "help",
];

export const slugInput = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.string().regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/, "Use 3 to 40 letters, digits and hyphens."))
  .refine((slug) => !taken.includes(slug), "That address is kept for the product itself. Choose another.");

export const openClinicInput = z.object({
  clinicName: line(2, 100, "Enter the clinic’s name."),
  slug: slugInput,
  place: z.enum(places.map(({ code }) => code) as [string, ...string[]], "Choose where the clinic is."),
  address: line(5, 200, "Enter the street address."),
  phone: mobileInput,
  email: emailInput,
  disciplines: list.pipe(z.array(z.string()).min(1, "Choose at least one discipline.").max(4)),
  ownerName: line(2, 100, "Enter your name."),
  ownerEmail: emailInput,
});
export type OpenClinic = z.output<typeof openClinicInput>;

export const clinicDetailsInput = z.object({
  name: line(2, 100, "Enter the clinic’s name."),
  phone: mobileInput,
  email: emailInput,
  about: z.string().trim().max(400),
  supplierName: line(2, 120, "Enter the name that stands on receipts."),
  supplierAddress: line(5, 200, "Enter the address that stands on receipts."),
  gstNumber: blankOr(
    z
      .string()
      .trim()
      .regex(/^\d{9}\s?RT\s?\d{4}$/i, "A GST number looks like 123456789 RT0001."),
  ),
  gstFrom: blankOr(dateInput),
});

export const locationInput = z.object({
  name: line(2, 100, "Enter a name, such as “Main Street”."),
  address: line(5, 200, "Enter the street address."),
  phone: mobileInput,
  arrival: z.string().trim().max(400),
});

export const roomKinds = { treatment_room: "Treatment room", exercise_space: "Exercise space", equipment: "Equipment" };

export const roomInput = z.object({
  locationId: z.uuid("Choose where it is."),
  kind: z.enum(Object.keys(roomKinds) as [string, ...string[]], "Choose what it is."),
  name: line(1, 60, "Enter a name, such as “Room 2”."),
});

const minutes = countInput(0, 120);

export const serviceInput = z.object({
  name: line(2, 120, "Enter what patients read."),
  about: z.string().trim().max(400),
  durationMin: countInput(5, 480),
  stepMin: countInput(5, 60),
  bufferBeforeMin: minutes,
  bufferAfterMin: minutes,
  need: z.enum(["", ...Object.keys(roomKinds)]).transform((kind) => kind || null),
  online: z
    .string()
    .optional()
    .transform((value) => value === "yes"),
  givers: list.pipe(z.array(z.uuid())),
});
export type ServiceChange = z.output<typeof serviceInput>;

export const newServiceInput = serviceInput.extend({
  disciplineId: z.uuid("Choose the discipline."),
  kind: z.enum(["first", "follow_up"], "Choose which visit it is."),
  price: amountInput,
});

export const priceInput = z.object({ price: amountInput, from: dateInput });

export const practitionerInput = z.object({
  name: line(2, 100, "Enter the full name."),
  title: line(2, 100, "Enter the title that patients read."),
  pronouns: z.string().trim().max(40),
  gender: z.enum(["", "woman", "man", "nonbinary"]),
  languages: commas.pipe(z.array(z.string().max(40)).min(1, "Name at least one language.").max(12)),
  about: z.string().trim().max(600),
  maxMinutesADay: blankOr(countInput(30, 1440)),
  maxMinutesInRow: blankOr(countInput(30, 1440)),
});
export type PractitionerChange = z.output<typeof practitionerInput>;

export const licenceInput = z.object({
  profession: professionInput,
  college: line(2, 120, "Name the college or association."),
  number: line(1, 40, "Enter the number of the licence."),
  /** Ids of techniques that need a credential, and of those a restriction forbids. */
  credentials: list.pipe(z.array(z.string().max(60)).max(20)),
  restrictions: list.pipe(z.array(z.string().max(60)).max(40)),
  validFrom: dateInput,
  validUntil: blankOr(dateInput),
});

export const newPractitionerInput = practitionerInput.extend({
  disciplineId: z.uuid("Choose the discipline."),
  bills: z.enum(["clinic", "own"], "Choose who bills."),
  college: licenceInput.shape.college,
  number: licenceInput.shape.number,
  credentials: licenceInput.shape.credentials,
  validFrom: dateInput,
});

/** "60" or "62.5" percent of the fee, or dollars a visit. */
export const payoutRateInput = z
  .object({
    kind: z.enum(["percent", "per_visit"], "Choose how it is reckoned."),
    value: z.string(),
    from: dateInput,
  })
  .transform(({ kind, value, from }, ctx) => {
    const minor = typedAmount(value);
    if (minor !== null && minor <= (kind === "percent" ? 10_000 : mostMinor))
      // A hundredth of a percent is a basis point, as a hundredth of a dollar is a cent.
      return { from, ...(kind === "percent" ? { kind, feeBp: minor } : { kind, visitMinor: minor }) };
    const message =
      kind === "percent" ? "Enter a share up to 100, like 60 or 62.5." : "Enter an amount like 70 or 72.50.";
    ctx.addIssue({ code: "custom", path: ["value"], message });
    return z.NEVER;
  });

export const policyInput = z.object({
  from: dateInput,
  minNoticeHours: countInput(0, 336),
  horizonDays: countInput(7, 365),
  cancelNoticeHours: countInput(0, 168),
  lateFee: amountInput,
  deposit: amountInput,
  planDeposit: amountInput,
  maxFirstADay: blankOr(countInput(1, 50)),
  onlyBeside: z
    .string()
    .optional()
    .transform((value) => value === "yes"),
});

export const taxRateInput = z.object({
  profession: professionInput,
  supply: z.enum(["treatment", "missed_visit_fee", "report", "product"]),
  from: dateInput,
  /** "5" or "13.5" for hundredths; 0 is exempt. */
  percent: z.string().transform((typed, ctx) => {
    if (/^\d{1,2}(\.\d{1,2})?$/.test(typed.trim())) return Math.round(Number(typed) * 100);
    ctx.addIssue({ code: "custom", message: "Enter a rate like 5 or 13.5; 0 for exempt." });
    return z.NEVER;
  }),
  source: line(3, 200, "Say where the rate comes from."),
});
