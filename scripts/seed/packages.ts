// Packages: five visits of each service for a tenth less, and some patients in a running plan who bought one.
import { dateIn } from "../../lib/time/zone.ts";
import { percentOf } from "../../lib/money/money.ts";
import { currency, priceOf, taxOn } from "./clinic.ts";
import { addPayment } from "./payments.ts";
import { after, day, type Story } from "./story.ts";

const sessions = 5;
/** One of so many patients in a running plan has bought one. */
const every = 2;

export function sellPackages(story: Story): void {
  const { rows, draw, clock, services, id: clinicId } = story.clinic;
  const at = after(clock.now, -20 * day);
  const today = dateIn(at, story.clinic.design.zone);
  const offers = services
    .filter((service) => !service.first)
    .map((service) => {
      const priceMinor = priceOf(service, today);
      const giver = story.clinic.practitioners.find(({ discipline }) => discipline.code === service.discipline)!;
      const tax = taxOn(story.clinic, giver, today, priceMinor);
      const eachMinor = percentOf(priceMinor + tax.amountMinor, 9_000);
      return {
        clinicId,
        id: draw.id(at),
        serviceId: service.id,
        sessions,
        totalMinor: Math.round(eachMinor / 100) * 100 * sessions,
        online: true,
        offeredAt: at,
      };
    });
  rows.packageOffers.push(...offers);
  const running = rows.plans.filter((plan) => plan.status === "active").map((plan) => plan.patientId);
  const offerFor = (patientId: string) => {
    const next = rows.appointments.find((one) => one.patientId === patientId && one.status === "booked");
    return offers.find((offer) => offer.serviceId === next?.serviceId);
  };
  for (const [index, patientId] of [...new Set(running)].entries()) {
    const offer = index % every === 0 ? offerFor(patientId) : undefined;
    if (!offer) continue;
    const { id: offerId, serviceId, totalMinor } = offer;
    const packageId = draw.id(at);
    rows.packages.push({
      clinicId,
      id: packageId,
      offerId,
      serviceId,
      patientId,
      sessions,
      totalMinor,
      currency,
      status: "active",
      createdAt: at,
      soldAt: at,
    });
    addPayment(story, { method: "terminal", amountMinor: totalMinor, at, patientId, packageId });
  }
}
