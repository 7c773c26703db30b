// The deeds of a clinic's days: booking, moving, cancelling, coming or not, answering messages and stopping them.
import { bookAppointment } from "../../lib/booking/book-appointment.ts";
import { bookForPatient } from "../../lib/booking/book-for-patient.ts";
import { confirmComing } from "../../lib/booking/confirm-coming.ts";
import { findSlots } from "../../lib/booking/find-slots.ts";
import { rescheduleAppointment } from "../../lib/booking/reschedule-appointment.ts";
import { Refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { askEarlier } from "../../lib/messages/ask-earlier.ts";
import { chooseMessages, stopUnasked, viewChoices } from "../../lib/messages/choose-messages.ts";
import { heedText } from "../../lib/messages/heed-text.ts";
import { setMessageRules, setMessageText } from "../../lib/messages/set-messages.ts";
import { wordedKinds, type WordedKind } from "../../lib/messages/own-words.ts";
import { undoBooking } from "../../lib/messages/undo-booking.ts";
import { declineOffer, takeOffer } from "../../lib/messages/take-offer.ts";
import { cancelBooking } from "../../lib/payments/cancel-booking.ts";
import { clearDays, seeTouched } from "../../lib/payments/clear-days.ts";
import { finishVisit } from "../../lib/payments/finish-visit.ts";
import { missVisit } from "../../lib/payments/miss-visit.ts";
import { bookNextVisit, declineNextVisit, viewNextVisit } from "../../lib/plans/next-visit.ts";
import { clearScreen } from "../../tests/support/clinic.ts";
import type { Visit } from "./facts.ts";
import { guest, member, patient, type Act, type Scene } from "./people.ts";
import { localDate, plusDays } from "./wall.ts";

const desk = (scene: Scene) => member(scene, "front_desk");

function drawn<T>({ random }: Scene, list: readonly T[]): T | undefined {
  return list.length ? random.pick(list) : undefined;
}

const inOrder = (visits: Iterable<Visit>) =>
  [...visits].toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.createdAt.getTime() - b.createdAt.getTime(),
  );
/** One of those who come soon; where they are few, most are left to come. */
const spared = (scene: Scene, within: number) => {
  const soon = coming(scene, within);
  return soon.length > 9 || scene.random.chance(soon.length / 30) ? drawn(scene, soon) : undefined;
};
const coming = ({ facts, now }: Scene, within: number): Visit[] =>
  inOrder(facts.visits.values()).filter(
    ({ status, startsAt }) =>
      status === "booked" && startsAt > now && startsAt.getTime() - now.getTime() < within * 3_600_000,
  );

async function freeStart(scene: Scene, serviceId: string, days: [number, number], practitionerId?: string) {
  const today = localDate(scene.now, scene.clinic.timeZone);
  // Sooner days are wished for more often than later ones.
  const from = Math.min(scene.random.whole(...days), scene.random.whole(...days));
  const { slots } = await findSlots(guest(scene), {
    serviceId,
    ...(practitionerId ? { practitionerId } : {}),
    fromDate: plusDays(today, from),
    toDate: plusDays(today, from + 3),
  });
  const slot = drawn(scene, slots);
  return slot && { start: slot.start, practitionerId: slot.practitionerIds[0]! };
}

/** Every visit whose time is over came, or did not. */
export async function endVisits(scene: Scene): Promise<void> {
  const over = inOrder(scene.facts.visits.values()).filter(
    ({ id, status, endsAt }) =>
      (status === "booked" || status === "arrived") && endsAt <= scene.now && !scene.givenUp.has(id),
  );
  for (const { id: appointmentId } of over)
    try {
      if (scene.random.chance(0.07))
        await missVisit(desk(scene), { appointmentId, waiveFee: true, waiveReason: "a bad day" });
      else await finishVisit(desk(scene), { appointmentId });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      scene.givenUp.add(appointmentId);
    }
}

let newcomers = 0;

/** English to half of them. */
const spoken = ["en", "en", "en", "en", "fr", "pa", "zh-Hans", "zh-Hant"] as const;

export const acts: readonly Act[] = [
  {
    name: "book online",
    often: 60,
    async play(scene) {
      const serviceId = drawn(scene, scene.services)!;
      const slot = await freeStart(scene, serviceId, [0, 24]);
      if (!slot) return false;
      const number = newcomers++;
      const { chainId } = await bookAppointment(guest(scene), {
        idempotencyKey: newId(),
        slot: { serviceId, ...slot },
        patient: {
          name: `Newcomer Number ${number}`,
          birthDate: "1985-03-03",
          email: `newcomer-${number}@${scene.clinic.slug}.example`,
          mobile: `+1604555${String(2000 + (number % 8000)).padStart(4, "0")}`,
          guardianName: undefined,
          guardianRelation: undefined,
          language: spoken[number % spoken.length],
        },
        screen: clearScreen,
        consent: true,
        pay: "clinic",
        via: "online",
      });
      if (scene.random.chance(0.15)) await undoBooking(guest(scene), { chainId });
      return true;
    },
  },
  {
    name: "book by phone",
    often: 50,
    async play(scene) {
      const people = [...scene.facts.patients.values()].toSorted((a, b) =>
        String(a.mobile).localeCompare(String(b.mobile)),
      );
      const serviceId = drawn(scene, scene.services)!;
      const slot = await freeStart(scene, serviceId, [0, 24]);
      if (!slot) return false;
      const patientId = drawn(scene, people)!.id;
      await bookForPatient(desk(scene), {
        idempotencyKey: newId(),
        patientId,
        serviceId,
        ...slot,
        screen: clearScreen,
        via: "phone",
      });
      return true;
    },
  },
  {
    name: "move",
    often: 50,
    async play(scene) {
      const visit = spared(scene, 100);
      const slot = visit && (await freeStart(scene, visit.serviceId, [0, 9], visit.practitionerId));
      if (!slot) return false;
      const who = scene.random.chance(0.5) ? guest(scene) : desk(scene);
      await rescheduleAppointment(who, { appointmentId: visit.id, ...slot });
      return true;
    },
  },
  {
    name: "cancel",
    often: 45,
    async play(scene) {
      const visit = spared(scene, 110);
      if (!visit) return false;
      const byWhom = scene.random.chance(0.8) ? ("patient" as const) : ("clinic" as const);
      const who = byWhom === "patient" ? guest(scene) : desk(scene);
      await cancelBooking(who, { appointmentId: visit.id, byWhom, reason: "" });
      return true;
    },
  },
  {
    name: "say that one is coming",
    often: 40,
    async play(scene) {
      const visit = drawn(scene, coming(scene, 48));
      if (!visit) return false;
      await confirmComing(guest(scene), { chainId: visit.chainId });
      return true;
    },
  },
  {
    name: "ask for an earlier time",
    often: 50,
    async play(scene) {
      const visit = drawn(scene, coming(scene, 120));
      if (!visit) return false;
      await askEarlier(desk(scene), { chainId: visit.chainId });
      return true;
    },
  },
  {
    name: "answer an offered time",
    often: 60,
    async play(scene) {
      const open = scene.facts.offers.filter(({ outcome, expiresAt }) => outcome === null && expiresAt > scene.now);
      const offer = drawn(
        scene,
        open.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
      );
      if (!offer) return false;
      if (scene.random.chance(0.7)) await takeOffer(guest(scene), { offerId: offer.id });
      else await declineOffer(guest(scene), { offerId: offer.id });
      return true;
    },
  },
  {
    name: "book the next visit of a plan",
    often: 40,
    async play(scene) {
      const open = scene.facts.openVisits.toSorted((a, b) => a.windowFrom.localeCompare(b.windowFrom));
      const visit = drawn(scene, open);
      if (!visit) return false;
      const { visitId } = visit;
      const next = await viewNextVisit(guest(scene), { visitId });
      const time = next.state === "open" ? drawn(scene, next.starts) : undefined;
      if (!time) return false;
      const { start, practitionerId } = time;
      await bookNextVisit(guest(scene), { visitId, start, practitionerId });
      return true;
    },
  },
  {
    name: "not book the next visit of a plan",
    often: 4,
    async play(scene) {
      const visit = drawn(scene, scene.facts.openVisits);
      if (visit) await declineNextVisit(guest(scene), { visitId: visit.visitId });
      return visit !== undefined;
    },
  },
  {
    name: "choose messages",
    often: 40,
    async play(scene) {
      const visit = drawn(scene, coming(scene, 120));
      if (!visit) return false;
      const { patientId } = visit;
      const { choices, news } = await viewChoices(patient(scene, patientId), { patientId });
      const way = () => scene.random.pick(["email", "sms", "sms", "none"] as const);
      const chosen = {
        ...choices,
        booking: scene.random.pick(["email", "sms"] as const),
        reminder: way(),
        nudge: way(),
      };
      const language = spoken[Number.parseInt(patientId.at(-1)!, 16) % spoken.length]!;
      await chooseMessages(patient(scene, patientId), {
        patientId,
        news,
        choices: { ...chosen, check_in: way() },
        language,
      });
      return true;
    },
  },
  {
    name: "end all unasked messages",
    often: 3,
    async play(scene) {
      const visit = drawn(scene, coming(scene, 120));
      if (visit) await stopUnasked(patient(scene, visit.patientId), { patientId: visit.patientId });
      return visit !== undefined;
    },
  },
  {
    name: "answer STOP or START",
    often: 12,
    async play(scene) {
      const visit = drawn(scene, coming(scene, 120));
      const mobile = visit && scene.facts.patients.get(visit.patientId)?.mobile;
      if (!mobile) return false;
      const text = scene.stopped.has(mobile) || scene.random.chance(0.2) ? "Start" : "STOP";
      await heedText(guest(scene), { from: mobile, text });
      if (text === "STOP") scene.stopped.add(mobile);
      else scene.stopped.delete(mobile);
      return true;
    },
  },
  {
    name: "set other rules for messages",
    often: 0.6,
    async play(scene) {
      const { random } = scene;
      await setMessageRules(member(scene, "owner"), {
        from: plusDays(localDate(scene.now, scene.clinic.timeZone), 1),
        earlyHours: random.pick([24, 48, 72]),
        lateHours: random.pick([null, 2, 3, 5]),
        onceBelowDays: random.pick([0, 8]),
        quietFrom: random.pick([20, 21, 22]) * 60,
        quietTo: random.pick([7, 8, 9]) * 60,
        weeklyCap: random.whole(4, 8),
        nudgeDays: random.pick([[], [0], [0, 3, 7], [1, 5]]),
        checkInHours: random.pick([null, 20, 24, 30]),
        offersAtOnce: random.whole(1, 6),
        offerMinutes: 120,
        holdMinutes: random.pick([0, 3, 10]),
        textTopics: random.pick([[], [], ["reminder"], ["reminder", "booking"]]),
      });
      return true;
    },
  },
  {
    name: "word a message anew",
    often: 1,
    async play(scene) {
      const kind = scene.random.pick(Object.keys(wordedKinds) as WordedKind[]);
      const names: readonly string[] = wordedKinds[kind].names;
      const time = names.includes("time") ? " {time}" : "";
      const opening = `Own words.${names.includes("moment") ? " {moment}" : time}`;
      const own = { subject: "Own words of {clinic}", opening, brief: `Own words.${time}` };
      const words = scene.random.chance(0.7) ? own : null;
      await setMessageText(member(scene, "owner"), { kind, language: "en", words });
      return true;
    },
  },
  {
    name: "somebody is ill",
    often: 2,
    async play(scene) {
      const visit = spared(scene, 60);
      if (!visit) return false;
      const day = localDate(visit.startsAt, scene.clinic.timeZone);
      const days = { practitionerId: visit.practitionerId, fromDate: day, toDate: day };
      const touched = await seeTouched(desk(scene), days);
      const decisions = touched.map(({ appointmentId }) => ({
        appointmentId,
        deed: scene.random.pick(["offer", "offer", "call", "cancel"] as const),
      }));
      await clearDays(desk(scene), { ...days, reason: "ill", decisions });
      const asked = decisions.filter(({ deed, appointmentId }) => {
        const email = touched.find((one) => one.appointmentId === appointmentId)?.email;
        return deed === "offer" && Boolean(email);
      });
      scene.mustMove.push(...asked.map(({ appointmentId }) => appointmentId));
      return true;
    },
  },
];
