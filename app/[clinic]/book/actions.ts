"use server";
// What each step of booking does when its form is sent.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { bookAppointment } from "@/lib/booking/book-appointment";
import { holdSlot } from "@/lib/booking/hold-slot";
import { manageToken } from "@/lib/booking/manage-token";
import { notFound as noSuch, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { forgetDraft } from "@/lib/intake/drafts";
import { currentScreen } from "@/lib/intake/current-screen";
import { readAnswers } from "@/lib/intake/read-answers";
import { recordScreen } from "@/lib/intake/record-screen";
import { readWording } from "@/lib/intake/wording-input";
import { patientInput } from "@/lib/patients/patient-input";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { openCheckout } from "@/lib/payments/open-checkout";
import { formAction, leadingAction, parseForm, type FormState } from "@/lib/server/action";
import { birthDateOf, keepBookingDraft, openBookingDraft, type BookingDraft } from "@/lib/server/booking-draft";
import { dropDraftCookie, readDraftCookie } from "@/lib/server/cookies";
import { spokenLanguage } from "@/lib/server/language";
import { refusedQuery } from "@/lib/server/refused-start";
import { typedStart } from "@/lib/server/typed-start";
import { countVisitor } from "@/lib/server/visitor";

const to = (path: string): never => redirect(path as Route);

/** Step 2: keeps the chosen start for ten minutes. When it has gone, the page comes back with the three nearest. */
export async function holdAction(
  slug: string,
  serviceId: string,
  practitionerId: string | null,
  form: FormData,
): Promise<void> {
  const practitioner = isId(practitionerId) ? practitionerId : undefined;
  await leadingAction(
    form,
    async (values) => {
      if (!isId(serviceId)) throw noSuch("service");
      const { ctx, draft } = await openBookingDraft(slug);
      await countVisitor("hold", slug);
      const start = typedStart(values["start"]);
      const draftId = await keepBookingDraft(ctx, slug, {
        serviceId,
        practitionerId: practitioner,
        start: start.toISOString(),
      });
      const hold = await holdSlot(ctx, { serviceId, practitionerId: practitioner, start, holdKey: draftId });
      await keepBookingDraft(ctx, slug, { holdId: hold.appointmentId, holdExpiresAt: hold.expiresAt.toISOString() });
      return draft.detailsDone && Object.keys(draft.answers).length ? `/${slug}/book/check` : `/${slug}/book/details`;
    },
    (refusal) =>
      `/${slug}/book/${serviceId}?${practitioner ? `practitioner=${practitioner}&` : ""}${refusedQuery(refusal)}`,
  );
}

const detailNames = [
  "forWhom",
  "name",
  "birthDateYear",
  "birthDateMonth",
  "birthDateDay",
  "email",
  "mobile",
  "guardianName",
  "guardianRelation",
] as const;

const typedDetails = (draft: BookingDraft) => ({
  name: draft.name,
  birthDate: birthDateOf(draft),
  email: draft.email,
  mobile: draft.mobile,
  guardianName: draft.guardianName,
  guardianRelation: draft.guardianRelation,
});

/** Step 3: who comes. */
export async function detailsAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, draft } = await openBookingDraft(slug);
    const typed = Object.fromEntries(detailNames.map((name) => [name, String(values[name] ?? "")]));
    const changed = {
      ...draft,
      ...typed,
      forWhom: typed["forWhom"] === "other" ? ("other" as const) : ("me" as const),
    };
    await keepBookingDraft(ctx, slug, { ...typed, forWhom: changed.forWhom, detailsDone: false });
    if (changed.forWhom === "other" && !changed.guardianName.trim())
      throw new Refusal("invalid", "Please check the marked fields.", {
        fields: [{ field: "guardianName", message: "Enter your own name, so that we know who we write to." }],
      });
    parseForm(patientInput, typedDetails(changed));
    await keepBookingDraft(ctx, slug, { detailsDone: true });
    to(`/${slug}/book/health`);
  });
}

/** Step 3, health: two pages; the result of both decides how it goes on. A sign of an emergency decides at once. */
export async function healthAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, draft } = await openBookingDraft(slug);
    const { version, questions } = currentScreen();
    const page = values["page"] === "background" ? "background" : "now";
    const here = questions.filter((question) => question.page === page);
    const kept = draft.screenVersion === version ? draft.answers : {};
    const answers = { ...kept, ...Object.fromEntries(here.map(({ id }) => [id, String(values[id] ?? "")])) };
    for (const [id, answer] of Object.entries(answers)) if (!answer) delete answers[id];
    const carried = String(values["shown"] ?? "");
    const draftId = await keepBookingDraft(ctx, slug, { answers, screenVersion: version, shown: carried });
    const missing = here
      .filter((q) => !q.when && !answers[q.id])
      .map(({ id }) => ({ field: id, message: "Choose an answer." }));
    if (missing.length) throw new Refusal("screen_incomplete", "Please answer every question.", { fields: missing });
    const contact = { name: draft.name, phone: draft.mobile || undefined, email: draft.email || undefined };
    const sitting = { version, draftId, askedHow: "online" as const, shown: readWording(carried), contact };
    if (page === "now") {
      // The second page stands as "no" only to find out whether the first one is an emergency by itself.
      const soFar = {
        ...Object.fromEntries(questions.filter((q) => q.page === "background" && !q.when).map((q) => [q.id, "no"])),
        ...answers,
      };
      if (readAnswers(version, soFar).tier !== "A") to(`/${slug}/book/health?page=background`);
      await recordScreen(ctx, { ...sitting, answers: soFar });
      to(`/${slug}/book/stop`);
    }
    const { tier } = await recordScreen(ctx, { ...sitting, answers });
    to(tier === "A" || tier === "B" ? `/${slug}/book/stop` : `/${slug}/book/check`);
  });
}

/** Step 4: books, or leads to the payment page. */
export async function bookAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, draft, draftId } = await openBookingDraft(slug);
    // Gone with the booking that came of it, or with its day.
    if (!draftId)
      throw new Refusal(
        "hold_expired",
        "This booking was already sent, or it was left too long. If you sent it in another tab, go on there. Otherwise please choose a time again.",
      );
    if (!draft.holdId || !draft.serviceId || !draft.start)
      throw new Refusal(
        "hold_expired",
        "The time you chose is no longer kept. Please choose a time again; what you typed is still here.",
      );
    if (values["consent"] !== "yes")
      throw new Refusal("invalid", "Please check the marked fields.", {
        fields: [{ field: "consent", message: "Please agree before we book." }],
      });
    await countVisitor("booking", slug);
    const asked = values["pay"];
    const byGiftCard = asked === "gift";
    const wished = asked === "now" || asked === "deposit" ? asked : "clinic";
    // While no card can be taken, booking goes on all the same. The time is held until the gift card's code is there.
    const pay = byGiftCard ? "now" : wished !== "clinic" && (await takesCardsOnline(ctx)) ? wished : "clinic";
    const booked = await bookAppointment(ctx, {
      idempotencyKey: `${draftId}:${draft.holdId}:${pay}`,
      hold: draft.holdId,
      holdKey: draftId,
      patient: { ...parseForm(patientInput, typedDetails(draft)), language: await spokenLanguage() },
      screen: { version: draft.screenVersion, answers: draft.answers },
      consent: true,
      shown: { screen: readWording(draft.shown), consent: readWording(values["shown"]) },
      pay,
      via: "online",
      draftId,
    });
    const page = `/${slug}/booking/${manageToken(ctx, booked.chainId)}`;
    const url =
      byGiftCard && booked.amountDueMinor > 0
        ? `${page}?by=gift#gift-card`
        : booked.amountDueMinor > 0
          ? (
              await openCheckout(ctx, {
                purpose: "appointment",
                chainId: booked.chainId,
                amountMinor: booked.amountDueMinor,
                returnPath: page,
              })
            ).url
          : `${page}?new=1${pay === wished || byGiftCard ? "" : "&atClinic=1"}`;
    const token = await readDraftCookie(slug);
    if (token) await forgetDraft(ctx, { token });
    await dropDraftCookie(slug);
    to(url);
  });
}
