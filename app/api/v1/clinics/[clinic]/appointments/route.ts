// Books a held or open start for a patient; a repeat with the same Idempotency-Key gets the first answer.
import { appointmentInput } from "@/lib/booking/booking-input";
import { bookAppointment } from "@/lib/booking/book-appointment";
import { Refusal } from "@/lib/errors";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { openCheckout } from "@/lib/payments/open-checkout";
import { guestCtx } from "@/lib/server/contexts";
import { json, readBody, route } from "@/lib/server/route";
import { rfc3339 } from "@/lib/time/zone";

export const POST = async (request: Request, { params }: RouteContext<"/api/v1/clinics/[clinic]/appointments">) => {
  const { clinic: slug } = await params;
  return route(request, { limit: "booking", clinic: slug }, async () => {
    const { ctx, clinic } = await guestCtx(slug);
    const idempotencyKey = request.headers.get("idempotency-key")?.trim();
    if (!idempotencyKey || idempotencyKey.length > 200)
      throw new Refusal(
        "invalid",
        "Send an Idempotency-Key header (at most 200 characters), the same again when you repeat.",
      );
    const body = await readBody(request, appointmentInput);
    const booked = await bookAppointment(ctx, {
      idempotencyKey,
      ...("hold" in body
        ? { hold: body.hold }
        : { slot: { serviceId: body.service, practitionerId: body.practitioner, start: body.start } }),
      patient: body.patient,
      screen: body.screen,
      consent: true,
      // While no card can be taken, booking goes on all the same, and is paid at the clinic.
      pay: (await takesCardsOnline(ctx)) ? body.pay : "clinic",
      via: "api",
    });
    const manageUrl = `${ctx.publicUrl}/${clinic.slug}/booking/${booked.manageToken}`;
    const payment =
      booked.amountDueMinor > 0
        ? await openCheckout(ctx, {
            purpose: "appointment",
            chainId: booked.chainId,
            amountMinor: booked.amountDueMinor,
            returnPath: `/${clinic.slug}/booking/${booked.manageToken}`,
          }).catch(nothingToPay)
        : null;
    return json(
      {
        appointment: {
          id: booked.appointmentId,
          status: booked.status,
          start: rfc3339(booked.start, clinic.timeZone),
          end: rfc3339(booked.end, clinic.timeZone),
          practitioner: booked.practitionerId,
        },
        manageUrl,
        ...(payment
          ? { payment: { url: payment.url, amountMinor: booked.amountDueMinor, currency: clinic.currency } }
          : {}),
      },
      201,
    );
  });
};

/** A repeat that comes after the money, or after the booking was given up, still gets the first answer. */
function nothingToPay(error: unknown): null {
  if (error instanceof Refusal && error.code === "already_done") return null;
  throw error;
}
