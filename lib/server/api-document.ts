// The OpenAPI 3.1 description of the public doors, made from the schemas that the doors check with.
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import { appointmentInput, holdInput, moveInput, slotsInput } from "../booking/booking-input.ts";
import { env } from "../env.ts";
import { mostPreviewExplained, previewBodyKb, previewInput } from "../plans/preview-input.ts";
import { previewShape } from "../plans/preview-json.ts";

const instant = z.iso.datetime({ offset: true });
const slot = z.object({ start: instant, end: instant, practitioners: z.array(z.uuid()) });
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  nearest: z.array(instant).optional(),
});
const clinic = z.object({
  name: z.string(),
  timeZone: z.string(),
  locations: z.array(z.object({ id: z.uuid(), name: z.string(), address: z.string() })),
  disciplines: z.array(z.object({ id: z.string(), name: z.string() })),
  services: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.enum(["first", "follow_up"]),
      discipline: z.string(),
      durationMin: z.int(),
      priceMinor: z.int(),
      currency: z.string(),
      taxMinor: z.int(),
    }),
  ),
  practitioners: z.array(z.object({ id: z.uuid(), name: z.string(), disciplines: z.array(z.string()) })),
  screen: z.object({
    version: z.string(),
    questions: z.array(
      z.object({ id: z.string(), text: z.string(), answers: z.array(z.string()), signs: z.array(z.string()) }),
    ),
  }),
});
const booking = z.object({
  appointment: z.object({ id: z.uuid(), status: z.string(), start: instant, end: instant }),
  canChange: z.boolean(),
  freeUntil: instant,
  feeNowMinor: z.int(),
});

const ok = (description: string, schema: z.ZodType) => ({ description, content: { "application/json": { schema } } });
const refused = {
  description: "A refusal with its code",
  content: { "application/problem+json": { schema: problem } },
};
const body = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });
const clinicPath = z.object({ clinic: z.string().meta({ description: "The clinic's short name in addresses" }) });
const tokenPath = z.object({ token: z.string().meta({ description: "The signed key of one booking" }) });

function operation(summary: string, rest: Omit<ZodOpenApiOperationObject, "summary">): ZodOpenApiOperationObject {
  return { summary, ...rest };
}

/** Kept to what the doors really take and give. */
export function apiDocument(): object {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Taper",
      version: "1",
      description:
        "Public doors of a clinic: what it offers, open starts, holds, bookings, and previews of plans. Errors are RFC 9457 problems with a code.",
    },
    servers: [{ url: env().PUBLIC_URL }],
    paths: {
      "/api/v1/clinics/{clinic}": {
        get: operation("What the clinic offers, and the questions every booking answers", {
          requestParams: { path: clinicPath },
          responses: { "200": ok("The clinic", clinic), "404": refused },
        }),
      },
      "/api/v1/clinics/{clinic}/slots": {
        get: operation("Open starts of a service", {
          requestParams: { path: clinicPath, query: slotsInput },
          responses: {
            "200": ok("Open starts", z.object({ timeZone: z.string(), slots: z.array(slot) })),
            "404": refused,
            "422": refused,
          },
        }),
      },
      "/api/v1/clinics/{clinic}/holds": {
        post: operation("Keeps a start for ten minutes", {
          requestParams: { path: clinicPath },
          requestBody: body(holdInput),
          responses: {
            "201": ok("The hold", z.object({ hold: z.uuid(), expiresAt: instant, practitioner: z.uuid() })),
            "409": refused,
          },
        }),
      },
      "/api/v1/clinics/{clinic}/appointments": {
        post: operation(
          "Books a hold or an open start; without `payment` in the answer it is paid at the clinic, whatever was asked for",
          {
            requestParams: { path: clinicPath, header: z.object({ "Idempotency-Key": z.string() }) },
            requestBody: body(appointmentInput),
            responses: {
              "201": ok(
                "The booking",
                z.object({
                  appointment: z.object({
                    id: z.uuid(),
                    status: z.string(),
                    start: instant,
                    end: instant,
                    practitioner: z.uuid(),
                  }),
                  manageUrl: z.url(),
                  payment: z.object({ url: z.url(), amountMinor: z.int(), currency: z.string() }).optional(),
                }),
              ),
              "409": refused,
              "422": refused,
            },
          },
        ),
      },
      "/api/v1/clinics/{clinic}/plans/preview": {
        post: operation("Where the visits of a plan would go, and who would pay", {
          description:
            "Places every visit of one of the clinic's plan templates (`template`: its code, in the version of today) in " +
            "the calendar as it stands, over all its disciplines at once. Keeps nothing and books nothing. `start` lies " +
            "between today and the last day that can be booked; visits whose windows end later are listed without a " +
            `start, with the reason \`horizon\`. The body has at most ${previewBodyKb} kB; a wish that is not known is refused. ` +
            "The search ends after a fixed amount of work: `cost.optimal` says whether the course is proven to be the " +
            "best, `cost.bound` what none can cost less than; what would give an open visit a start is looked for when at " +
            `most ${mostPreviewExplained} are open. ` +
            "Prices, templates and payers' rules may be a minute old, " +
            "the calendar never is.",
          requestParams: { path: clinicPath },
          requestBody: body(previewInput),
          responses: { "200": ok("The course", previewShape), "404": refused, "422": refused },
        }),
      },
      "/api/v1/appointments/{token}": {
        get: operation("One booking by its signed token", {
          requestParams: { path: tokenPath },
          responses: { "200": ok("The booking", booking), "404": refused },
        }),
      },
      "/api/v1/appointments/{token}/cancel": {
        post: operation("Cancels it under its own policy", {
          requestParams: { path: tokenPath },
          responses: { "200": ok("The booking", booking), "404": refused, "409": refused },
        }),
      },
      "/api/v1/appointments/{token}/reschedule": {
        post: operation("Moves it to another open start", {
          requestParams: { path: tokenPath },
          requestBody: body(moveInput),
          responses: { "200": ok("The booking", booking), "404": refused, "409": refused },
        }),
      },
    },
  });
}
