// The judge of a year of messages: from the facts of a moment alone, who must hear what now, by which way. Shares no code with what sends.
import { messageRules as standard, type MessageRulesRow } from "../../db/seed/rows/message-rules.ts";
import type { Clinic, Facts, Patient, Visit } from "./facts.ts";
import { awake, inMail, inText, localDate, plusDays, sleeps } from "./wall.ts";

type Topic = "booking" | "reminder" | "nudge" | "waitlist" | "check_in" | "account";
type Candidate = {
  key: string;
  kind: string;
  subject: string;
  topic: Topic;
  ofPlan?: string;
  /** Held back since then for as long as the rules say. */
  heldSince?: Date;
};

export type Expected = {
  key: string;
  patientId: string;
  topic: Topic;
  channel: "email" | "sms";
  to: string;
  /** Words that must be in it. */
  says: string[];
  /** Of several that the week's most does not all let through, the judge does not say which; nor what a worker that was killed made of it. */
  mayStay: boolean;
};

export type Asked = {
  /** Starts that the patient could book for a visit without a time. */
  freeFor: (visitId: string) => Promise<Date[]>;
  /** Whether the phone number has answered STOP last. */
  saidStop: (mobile: string) => boolean;
  now: Date;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const unasked = new Set<Topic>(["reminder", "nudge", "waitlist", "check_in"]);
/** Two of the week's messages are kept for reminders. */
const mostOf = (topic: Topic, { weeklyCap }: MessageRulesRow) =>
  topic === "reminder" ? weeklyCap : Math.max(1, weeklyCap - 2);

/** What the product calls a kind whose words a clinic may choose. */
const wordedAs: Record<string, string> = {
  booked: "appointment.booked",
  moved: "appointment.moved",
  cancelled: "appointment.cancelled",
  reminder: "appointment.reminder",
  must_move: "appointment.must_move",
  check_in: "visit.check_in",
  offered: "plan.offered",
  course: "plan.booked",
  nudge: "plan.nudge",
  stopped: "plan.stopped",
  offer: "waitlist.offer",
  closed: "waitlist.closed",
};

const locales: Record<string, string> = {
  en: "en-CA",
  fr: "fr-CA",
  pa: "pa-Guru-CA",
  "zh-Hans": "zh-Hans-CA",
  "zh-Hant": "zh-Hant-CA",
};

/** What stands below every mail, by the language of it. */
const around: Record<string, string> = {
  en: "in an emergency call 911",
  fr: "en cas d’urgence, appelez le 911",
  pa: "ਐਮਰਜੈਂਸੀ ਵਿੱਚ 911",
  "zh-Hans": "紧急情况请拨打 911",
  "zh-Hant": "緊急情況請撥打 911",
};

export class Judge {
  readonly clinic: Clinic;
  private pending: Candidate[] = [];
  private known = new Set<string>();
  private heard: { patientId: string; topic: Topic; at: Date; key: string; unmarked: boolean }[] = [];

  constructor(clinic: Clinic) {
    this.clinic = clinic;
  }

  private rules(own: readonly MessageRulesRow[], now: Date): MessageRulesRow {
    const today = localDate(now, this.clinic.timeZone);
    return [...standard, ...own].filter((row) => row.effectiveFrom <= today).at(-1)!;
  }

  private add(candidate: Candidate, again = false): void {
    if (this.known.has(candidate.key) && !again) return;
    this.known.add(candidate.key);
    if (!this.pending.some(({ key }) => key === candidate.key)) this.pending.push(candidate);
  }

  /** What was done since, while somebody may have been asleep. */
  notice({ deeds, visits, plans, refunds, offers }: Facts): void {
    for (const { kind, id, reason } of deeds) {
      const visit = visits.get(id);
      const told = { subject: id, topic: "booking" as const };
      if (kind === "appointment.booked" && visit) {
        const moved = visit.sequence > 0;
        if (!moved && visit.bookedVia === "plan") continue;
        const held = !moved && visit.bookedVia === "online" && !visit.ofPlan ? { heldSince: visit.createdAt } : {};
        const said = moved ? "moved" : "booked";
        this.add({ ...told, ...held, kind: said, key: `appointment.${said}:${id}` });
      } else if (kind === "appointment.cancelled" && reason !== "plan stopped" && reason !== "undone")
        this.add({ ...told, kind: "cancelled", key: `${kind}:${id}` });
      else if (kind === "plan.offered") this.add({ ...told, kind: "offered", key: `plan.offered:${id}` }, true);
      else if (kind === "plan.activated") this.add({ ...told, kind: "course", key: `plan.booked:${id}` });
      else if (kind.startsWith("plan.") && plans.get(id)?.activatedAt)
        this.add({ ...told, kind: "stopped", key: `plan.stopped:${id}` });
    }
    for (const { id } of refunds) this.add({ key: `refund-made:${id}`, kind: "refund", subject: id, topic: "account" });
    for (const { id, outcome } of offers)
      if (outcome === "lost" && this.heard.some(({ key }) => key === `waitlist.offer:${id}`))
        this.add({ key: `waitlist.closed:${id}`, kind: "closed", subject: id, topic: "booking" });
  }

  /** The clinic cannot keep these visits, and their patients choose other times themselves. */
  mustMove(ids: readonly string[]): void {
    for (const id of ids) this.add({ key: `must_move:${id}`, kind: "must_move", subject: id, topic: "booking" });
  }

  /** What the clock alone makes due. */
  byClock(facts: Facts, now: Date): void {
    const rules = this.rules(facts.rules, now);
    const zone = this.clinic.timeZone;
    for (const visit of facts.visits.values()) {
      const kind = this.reminderDue(visit, rules, now);
      if (kind)
        this.add({
          key: `appointment.reminder:${visit.id}:${kind}`,
          kind: "reminder",
          subject: visit.id,
          topic: "reminder",
        });
    }
    if (sleeps(now, rules, zone)) return;
    const today = localDate(now, zone);
    for (const { planId, visitId, windowFrom, openSince } of facts.openVisits) {
      const ahead = plusDays(windowFrom, -7);
      if (ahead > today) continue;
      const since = plusDays(localDate(openSince, zone), 1);
      const due = since > ahead ? since : ahead;
      const last = Math.max(...rules.nudgeDays);
      const begun = rules.nudgeDays.filter((day) => plusDays(due, day) <= today).length;
      if (begun === 0 || today > plusDays(due, last + 2)) continue;
      const key = `plan.nudge:${visitId}:${due}:${begun - 1}`;
      this.add({ key, kind: "nudge", subject: visitId, topic: "nudge", ofPlan: planId });
    }
    if (rules.checkInHours === null) return;
    for (const visit of facts.visits.values()) {
      const due = visit.endsAt.getTime() + rules.checkInHours * hourMs;
      const late = now.getTime() - due;
      if (visit.status !== "fulfilled" || !visit.activePlanId || late < 0 || late >= dayMs) continue;
      if (this.toldSince(facts, visit)) continue;
      this.add({ key: `visit.check_in:${visit.id}`, kind: "check_in", subject: visit.id, topic: "check_in" });
    }
  }

  private toldSince = ({ checkedIn }: Facts, { patientId, endsAt }: Visit): boolean =>
    (checkedIn.get(patientId)?.getTime() ?? 0) > endsAt.getTime();

  private reminderDue(visit: Visit, rules: MessageRulesRow, now: Date): "early" | "late" | null {
    const { startsAt: start, createdAt, previousStart } = visit;
    const left = start.getTime() - now.getTime();
    if (visit.status !== "booked" || left < hourMs / 2 || left > (rules.earlyHours + 24) * hourMs) return null;
    const wished = [
      { kind: "early" as const, hours: rules.earlyHours },
      ...(rules.lateHours === null ? [] : [{ kind: "late" as const, hours: rules.lateHours }]),
    ].map(({ kind, hours }) => ({
      kind,
      at: awake(new Date(start.getTime() - hours * hourMs), start, rules, this.clinic.timeZone),
    }));
    const able = wished.filter(({ at }) => at > createdAt);
    const soonAfter = previousStart && start.getTime() - previousStart.getTime() < rules.onceBelowDays * dayMs;
    const sent = soonAfter ? able.slice(0, 1) : able.filter(({ at }, n) => n === 0 || at > able[n - 1]!.at);
    return sent.findLast(({ at }) => at <= now)?.kind ?? null;
  }

  /** New rows of the waiting list, made while the worker worked. */
  offered({ offers }: Facts): void {
    for (const { id } of offers)
      this.add({ key: `waitlist.offer:${id}`, kind: "offer", subject: id, topic: "waitlist" });
  }

  /** Who must hear of what is pending, should the worker be at work now; the rest waits for the morning or stays unsaid. */
  async decide(facts: Facts, asked: Asked): Promise<Expected[]> {
    const { now } = asked;
    const rules = this.rules(facts.rules, now);
    const asleep = sleeps(now, rules, this.clinic.timeZone);
    const [later, due] = [[] as Candidate[], [] as Candidate[]];
    const held = ({ subject, heldSince }: Candidate) =>
      heldSince !== undefined &&
      facts.visits.get(subject)?.status === "booked" &&
      now.getTime() - heldSince.getTime() < rules.holdMinutes * 60_000;
    for (const one of this.pending) ((asleep && unasked.has(one.topic)) || held(one) ? later : due).push(one);
    this.pending = later;
    const answers = await Promise.all(due.map((one) => this.stands(one, facts, asked)));
    return answers.filter((one) => one !== null);
  }

  private async stands(one: Candidate, facts: Facts, asked: Asked): Promise<Expected | null> {
    const about = await this.about(one, facts, asked);
    const patient = about && facts.patients.get(about.patientId);
    if (!about || !patient) return null;
    const byText = this.rules(facts.rules, asked.now).textTopics.includes(one.topic);
    const way = wayTo(patient, one.topic, byText, asked.saidStop);
    if (!way) return null;
    const { timeZone } = this.clinic;
    const { language } = patient;
    const moments = about.moments.flatMap((at) =>
      way.channel === "sms"
        ? // Only French has room in a text message, and not every accent of it.
          inText(at, timeZone, locales[language === "fr" ? "fr" : "en"]).map((words) =>
            words.replaceAll("û", "u").replaceAll(/\s/g, " "),
          )
        : inMail(at, timeZone, locales[language]),
    );
    const own = facts.worded.has(wordedAs[one.kind] ?? "") && language === "en";
    return {
      ...way,
      key: one.key,
      patientId: patient.id,
      topic: one.topic,
      says: [
        ...moments,
        ...(own ? ["Own words"] : language === "en" ? about.words : []),
        ...(way.channel === "email" ? [around[language]!] : []),
      ],
      mayStay: false,
    };
  }

  /** Whom it is about and which moments it names; null when it must not be said (any more). */
  private async about(
    { kind, subject, ofPlan }: Candidate,
    facts: Facts,
    { now, freeFor }: Asked,
  ): Promise<{ patientId: string; moments: Date[]; words: string[] } | null> {
    const visit = facts.visits.get(subject);
    const plan = facts.plans.get(ofPlan ?? subject);
    const of = (patientId: string, moments: Date[] = [], words: string[] = []) => ({ patientId, moments, words });
    const coming = visit?.isLatest && visit.status === "booked" && visit.startsAt > now ? visit : null;
    switch (kind) {
      case "booked":
      case "moved":
        return coming && of(coming.patientId, [coming.startsAt]);
      case "cancelled":
        return visit?.isLatest && visit.status === "cancelled" ? of(visit.patientId, [visit.startsAt]) : null;
      case "must_move":
        return coming?.cannotBe ? of(coming.patientId, [coming.startsAt]) : null;
      case "reminder":
        return coming && !coming.cannotBe && !facts.stopped.has(coming.patientId)
          ? of(coming.patientId, [coming.startsAt])
          : null;
      case "check_in": {
        const open = visit?.status === "fulfilled" && visit.activePlanId && !this.toldSince(facts, visit);
        return open && !facts.stopped.has(visit.patientId) ? of(visit.patientId) : null;
      }
      case "nudge": {
        const open = facts.openVisits.find(({ visitId }) => visitId === subject);
        if (!open || open.leftAlone || plan?.status !== "active" || facts.stopped.has(plan.patientId)) return null;
        return (await freeFor(subject)).length ? of(plan.patientId) : null;
      }
      case "offered":
        return plan?.status === "offered" && plan.offerExpiresAt ? of(plan.patientId) : null;
      case "course":
        return (plan?.status === "active" || plan?.status === "on_hold") && plan.starts.length
          ? of(
              plan.patientId,
              [],
              [
                plan.starts.length === 1
                  ? "One appointment is booked"
                  : `${plan.starts.length} appointments are booked`,
              ],
            )
          : null;
      case "stopped":
        return plan ? of(plan.patientId) : null;
      case "refund": {
        const refund = facts.refunds.find(({ id }) => id === subject);
        return refund ? of(refund.patientId) : null;
      }
      case "offer":
      case "closed": {
        const offer = facts.offers.find(({ id }) => id === subject);
        const open = offer?.outcome === null && offer.expiresAt > now && offer.waits;
        const right = kind === "closed" ? offer?.outcome === "lost" : open;
        return offer && right ? of(offer.patientId, [offer.startsAt]) : null;
      }
      default:
        throw new Error(`nobody judges ${kind}`);
    }
  }

  /** Of all that was decided at one moment, what the week's most lets through; which of several came first nobody can know. */
  withinCap(all: readonly Expected[], facts: Facts, now: Date): Expected[] {
    const rules = this.rules(facts.rules, now);
    const since = now.getTime() - 7 * dayMs;
    return all.flatMap((one) => {
      if (!unasked.has(one.topic)) return [one];
      const before = this.heard.filter(
        ({ patientId, topic, at, unmarked }) =>
          patientId === one.patientId && unasked.has(topic) && at.getTime() > since && !unmarked,
      ).length;
      const beside = all.filter(({ patientId, topic }) => patientId === one.patientId && unasked.has(topic)).length - 1;
      const most = mostOf(one.topic, rules);
      return before >= most ? [] : [{ ...one, mayStay: before + beside >= most }];
    });
  }

  /** A worker that was killed on the way may come back when nobody can use a reminder any more. */
  tooLate({ key, topic }: Expected, { visits }: Facts, cameBackAt: Date): boolean {
    const visit = topic === "reminder" ? visits.get(key.split(":")[1]!) : undefined;
    return visit !== undefined && visit.startsAt.getTime() - cameBackAt.getTime() < hourMs / 2;
  }

  /** What really came; answers what was wrong with how many somebody got. Of an unmarked one the product cannot know. */
  came(one: Expected, at: Date, { rules }: Facts, unmarked: boolean): string | null {
    const { patientId, topic, key } = one;
    this.heard = this.heard.filter((each) => at.getTime() - each.at.getTime() < 60 * dayMs);
    this.heard.push({ patientId, topic, at, key, unmarked });
    // What was within the most of its day stays right when the clinic allows less the day after.
    if (!unasked.has(topic)) return null;
    const week = this.heard.filter(
      (each) =>
        each.patientId === patientId &&
        unasked.has(each.topic) &&
        !each.unmarked &&
        at.getTime() - each.at.getTime() < 7 * dayMs,
    ).length;
    return week > this.rules(rules, at).weeklyCap ? `${week} messages in a week` : null;
  }
}

/** Mail where nothing else was chosen; texts where they were and can be had; nothing where somebody does without. */
function wayTo(
  { email, mobile, ways }: Patient,
  topic: Topic,
  byText: boolean,
  saidStop: Asked["saidStop"],
): { channel: "email" | "sms"; to: string } | null {
  const chosen = ways[topic] ?? (byText ? "sms" : undefined);
  if (chosen === "none" && unasked.has(topic)) return null;
  const phone = mobile && !saidStop(mobile) ? { channel: "sms" as const, to: mobile } : null;
  if (chosen === "sms" && phone && topic !== "account") return phone;
  return email ? { channel: "email", to: email.toLowerCase() } : phone;
}
