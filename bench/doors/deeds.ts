// Every action that a browser can call, with what guards it, its arguments before state and form, and a form that gets past its shape.
import { guard, type Guard } from "./guards.ts";
import { adjusted } from "./addresses.ts";
import type { Things } from "./things.ts";

export type Call = {
  guard: Guard;
  args?: (things: Things) => unknown[];
  fields?: (things: Things) => Record<string, string>;
  /** Called with the form alone, without a state before it. */
  stateless?: true;
  /** Also not found where it is one's own: there is nothing of the kind, or not any more. */
  absent?: true;
  /** Asks to begin again for want of a proof that the probes do not have. */
  unproved?: true;
  /** Opens what other probes find closed. */
  last?: true;
  /** Opens a chart for an hour: after everything else, or what is told from then on would look told to a stranger. */
  opensChart?: true;
  /** Would end the session that it is probed with. */
  onlySignedOut?: true;
};

const { nothing, proof, membership, manage, plan, staff, of, chart } = guard;
const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
const link = ({ slug, manageLink }: Things) => [slug, manageLink];
const messages = ({ slug, messagesLink }: Things) => [slug, messagesLink];
const planLink = ({ slug, planLink: token }: Things) => [slug, token];
const one = (name: keyof Things) => (things: Things) => [things[name]];
const key = () => ({ idempotencyKey: crypto.randomUUID() });
const long = "A sentence that is long enough to be a reason.";

const chartFields = ({ episode }: Things) => ({
  episodeId: episode,
  muscles: "as before",
  joints: "as before",
  posture: "as before",
  movement: "as before",
  classification: "cervicogenic",
  risk: "low",
  triggerPointRole: "primary",
  maintainingFactors: "sitting",
  medicalAssessmentOnFile: "yes",
  "score-nprs": "5",
});

const breach = () => ({
  foundOn: day(-1),
  happened: long,
  dataKinds: "names",
  people: "1",
  harmLikely: "no",
  told: "",
  toldOn: "",
});

const articleFields = (basedOn: string) => ({
  language: "en",
  title: "A probe of the doors",
  summary: "A sentence that says what it is about.",
  body: "A sentence of an article. ".repeat(8),
  conditions: "",
  basedOn,
});

const serviceFields = () => ({
  name: "Probe",
  about: "",
  durationMin: "45",
  stepMin: "15",
  bufferBeforeMin: "0",
  bufferAfterMin: "10",
  need: "treatment_room",
  online: "yes",
});

const personFields = () => ({
  name: "Somebody",
  title: "Somebody",
  pronouns: "",
  gender: "",
  languages: "English",
  about: "",
  maxMinutesADay: "",
  maxMinutesInRow: "",
});

const licenceFields = () => ({ college: "A college", number: "1", validFrom: day(-30) });

const setUp = staff("set_up_clinic");
const setUpOf = of("set_up_clinic");

const files: Record<string, Record<string, Call>> = {
  "app/(public)/start/actions.ts": {
    openClinicAction: {
      guard: nothing,
      fields: () => ({
        clinicName: "Probe",
        slug: `probe-${crypto.randomUUID().slice(0, 8)}`,
        place: "BC America/Vancouver",
        address: "1 Probe Street",
        phone: "604 555 0100",
        email: "hello@probe.test",
        disciplines: "physiotherapy",
        ownerName: "Somebody",
        ownerEmail: `${crypto.randomUUID()}@probe.test`,
      }),
    },
  },
  "app/[clinic]/articles/actions.ts": {
    commentAction: {
      guard: nothing,
      args: ({ slug, articleSlug }) => [slug, articleSlug],
      // As a program would: everybody may write under both clinics' articles, and the other clinic's rows must not change.
      fields: () => ({ name: "Somebody", body: "A sentence that is long enough.", website: "filled in" }),
    },
  },
  "app/[clinic]/assess/actions.ts": {
    assessAction: {
      guard: nothing,
      args: one("slug"),
      fields: () => ({ where: "neck", howLong: "weeks", sign: "none" }),
    },
  },
  "app/[clinic]/language-actions.ts": {
    languageAction: { guard: nothing, stateless: true, args: one("slug"), fields: () => ({ language: "fr" }) },
  },
  "app/[clinic]/book/actions.ts": {
    holdAction: {
      guard: guard.ofClinic,
      stateless: true,
      args: ({ slug, service }) => [slug, service, null],
      fields: () => ({ start: `${day(20)}T03:10:00Z` }),
    },
    detailsAction: { guard: nothing, args: one("slug") },
    healthAction: { guard: nothing, args: one("slug") },
    bookAction: { guard: nothing, args: one("slug") },
  },
  "app/[clinic]/booking/[token]/actions.ts": {
    cancelAction: { guard: manage, args: (things) => [...link(things), 99_999_999] },
    confirmAction: { guard: manage, args: link },
    undoAction: { guard: manage, args: link },
    earlierAction: { guard: manage, stateless: true, args: (things) => [...link(things), false] },
    payNowAction: { guard: manage, args: link },
    payByGiftCardAction: { guard: manage, args: link, fields: () => ({ code: "0000-0000-0000-0000" }), absent: true },
    payAtClinicAction: { guard: manage, args: link },
    keepCardAction: { guard: manage, args: link, fields: () => ({ agreed: "yes" }) },
    forgetCardAction: { guard: manage, args: link, absent: true },
    buyPackageAction: { guard: manage, args: (things) => [...link(things), things.offer], absent: true },
    moveAction: { guard: manage, stateless: true, args: link, fields: () => ({ start: "2020-01-01T10:00:00Z" }) },
  },
  "app/[clinic]/gift-cards/actions.ts": {
    buyGiftCardAction: { guard: nothing, args: one("slug") },
    checkGiftCardAction: { guard: nothing, args: one("slug"), fields: () => ({ code: "0000-0000-0000-0000" }) },
    payGiftCardAction: { guard: manage, args: ({ slug, giftLink }) => [slug, giftLink], absent: true },
  },
  "app/[clinic]/me/actions.ts": {
    codeAction: { guard: nothing, args: one("slug"), fields: () => ({ email: "nobody@probe.test" }) },
    checkInAction: { guard: guard.patient, args: one("slug") },
    flareAction: {
      guard: guard.patient,
      args: one("slug"),
      fields: () => ({ onDate: "2020-01-01", trigger: "unknown" }),
    },
    keepDiaryAction: {
      guard: guard.patient,
      args: one("slug"),
      fields: () => ({ onDate: "2020-01-01", headache: "no" }),
    },
    sayConsentAction: {
      guard: guard.patient,
      args: one("slug"),
      fields: () => ({ purpose: "statistics", given: "no" }),
    },
    doneTodayAction: { guard: guard.patient, args: ({ slug, task }) => [slug, task], absent: true },
  },
  // The probes' patients have no membership: there is nothing to pay or to end.
  "app/[clinic]/me/membership/actions.ts": {
    joinMembershipAction: { guard: guard.patient, args: ({ slug, task }) => [slug, task], absent: true },
    membershipCardAction: { guard: guard.patient, args: one("slug"), absent: true },
    payMonthAgainAction: { guard: guard.patient, args: one("slug"), absent: true },
    endMembershipAction: { guard: guard.patient, args: one("slug"), absent: true },
    keepMembershipAction: { guard: guard.patient, args: one("slug"), absent: true },
  },
  "app/[clinic]/me/people-actions.ts": {
    askToActForAction: {
      guard: guard.patient,
      args: one("slug"),
      fields: () => ({
        name: "Somebody",
        birthDateYear: "2020",
        birthDateMonth: "1",
        birthDateDay: "2",
        relation: "parent",
      }),
    },
    switchPersonAction: { guard: guard.patient, args: ({ slug }) => [slug, null] },
    giveUpDependantAction: { guard: guard.patient, args: ({ slug, task }) => [slug, task], absent: true },
  },
  "app/[clinic]/me/proof/actions.ts": {
    // The probes' patients have no key yet: there is none to use or to remove.
    askKeyAction: { guard: guard.patient, args: one("slug"), absent: true },
    proveByKeyAction: { guard: guard.patient, args: one("slug"), fields: () => ({ answer: "{}" }), unproved: true },
    beginKeyAction: { guard: guard.patient, args: one("slug") },
    addKeyAction: { guard: guard.patient, args: one("slug"), fields: () => ({ answer: "{}" }), unproved: true },
    beginAppAction: { guard: guard.patient, args: one("slug") },
    proveByAppAction: { guard: guard.patient, args: one("slug"), fields: () => ({ code: "000000" }) },
    dropKeyAction: { guard: guard.patient, args: one("slug"), fields: ({ task }) => ({ passkey: task }), absent: true },
    // Ends the session that other probes come with.
    newCodeAction: { guard: nothing, args: one("slug"), last: true },
  },
  "app/[clinic]/messages/[token]/actions.ts": {
    chooseAction: {
      guard: manage,
      args: messages,
      fields: () => ({ booking: "email", reminder: "email", nudge: "email", check_in: "email", waitlist: "email" }),
    },
    stopAction: { guard: manage, args: messages },
  },
  "app/[clinic]/next/[token]/actions.ts": {
    bookAction: {
      guard: manage,
      stateless: true,
      args: ({ slug, visitLink }) => [slug, visitLink],
      fields: ({ practitioner }) => ({ start: `2020-01-01T10:00:00Z|${practitioner}` }),
    },
    declineAction: { guard: manage, stateless: true, args: ({ slug, visitLink }) => [slug, visitLink] },
  },
  "app/[clinic]/offer/[token]/actions.ts": {
    takeAction: { guard: proof, stateless: true, args: ({ slug }) => [slug, "A".repeat(64)] },
    declineAction: { guard: proof, stateless: true, args: ({ slug }) => [slug, "A".repeat(64)] },
  },
  "app/[clinic]/plan/[token]/actions.ts": {
    codeAction: { guard: guard.planCode, args: planLink },
    acceptAction: { guard: plan, args: (things) => [...planLink(things), ""] },
    signConsentAction: {
      guard: plan,
      args: planLink,
      fields: () => ({ signedName: "Somebody", version: "1" }),
    },
    payInstalmentAction: { guard: plan, args: (things) => [...planLink(things), things.charge], absent: true },
    receiptAction: { guard: plan, args: (things) => [...planLink(things), things.charge] },
    payOwedByGiftCardAction: {
      guard: plan,
      args: planLink,
      fields: () => ({ code: "0000-0000-0000-0000" }),
      absent: true,
    },
    stopAction: { guard: plan, args: planLink },
    moveVisitAction: {
      guard: plan,
      args: (things) => [...planLink(things), things.visit],
      fields: ({ practitioner }) => ({ start: `2020-01-01T10:00:00Z|${practitioner}` }),
    },
    addTravelAction: { guard: plan, args: planLink, fields: () => ({ from: day(-9), to: day(-8) }) },
    removeTravelAction: {
      guard: plan,
      args: (things) => [...planLink(things), { from: day(-9), to: day(-8) }],
      absent: true,
    },
    giveUpAction: { guard: plan, args: (things) => [...planLink(things), { visitId: things.visit, feeShownMinor: 1 }] },
    replanAction: { guard: plan, args: planLink },
  },
  "app/account/actions.ts": {
    addPasskeyAction: { guard: membership, unproved: true },
    beginPasskeyAction: { guard: membership },
    // Whoever does not treat has no calendar of their own; ending none changes nothing.
    calendarAddressAction: { guard: membership, fields: () => ({ deed: "end" }) },
    changePasswordAction: { guard: membership, fields: () => ({ newPassword: "one", newPasswordAgain: "two" }) },
    chooseDigestAction: { guard: staff("see_adherence"), fields: () => ({ wanted: "yes" }) },
    confirmAction: { guard: membership, fields: () => ({ password: "wrong", next: "/account" }) },
    confirmByPasskeyAction: { guard: membership, unproved: true },
    dropPasskeyAction: { guard: membership, absent: true },
    endSessionAction: { guard: membership, fields: () => ({ session: "others" }) },
    removePinAction: { guard: membership },
    secondFactorAction: { guard: membership, fields: () => ({ deed: "nothing" }) },
    setPinAction: { guard: membership, fields: () => ({ pin: "12" }) },
  },
  "app/desk/appointments/actions.ts": {
    amendNoteAction: {
      guard: chart("write_chart"),
      args: one("note"),
      fields: () => ({ amendment: "left, not right" }),
    },
    arriveAction: { guard: of("record_attendance"), args: one("appointment") },
    cancelAction: {
      guard: of("change_booking"),
      args: one("appointment"),
      fields: () => ({ byWhom: "clinic", reason: long }),
    },
    finishAction: { guard: of("record_attendance"), args: one("appointment") },
    moveAction: {
      guard: of("change_booking"),
      args: one("appointment"),
      fields: () => ({ start: "2020-01-01T10:00:00Z" }),
    },
    handTabletAction: { guard: of("see_patient"), args: one("appointment"), fields: () => ({ form: "intake" }) },
    noShowAction: { guard: of("record_attendance"), args: one("appointment") },
    signNoteAction: { guard: chart("write_chart"), args: one("appointment"), fields: () => ({ note: "as planned" }) },
    undoAction: { guard: of("record_attendance"), args: one("appointment") },
  },
  "app/desk/appointments/note-actions.ts": {
    keepNoteAction: { guard: chart("write_chart"), args: one("appointment"), fields: () => ({ subjective: long }) },
    signSessionAction: { guard: chart("write_chart"), args: one("appointment"), fields: () => ({ subjective: long }) },
  },
  "app/desk/away/actions.ts": {
    clearAction: {
      guard: guard.hours,
      args: ({ practitioner }) => [{ practitionerId: practitioner, fromDate: day(-9), toDate: day(-8) }],
      fields: () => ({ reason: long }),
    },
  },
  "app/desk/book/actions.ts": {
    bookAction: {
      guard: of("book_for_patient"),
      fields: ({ patient, service }) => ({
        patientId: patient,
        serviceId: service,
        start: `${day(30)}T03:00:00Z`,
        screenHow: "file",
        via: "phone",
        ...key(),
      }),
    },
  },
  "app/desk/calendar-actions.ts": {
    putAction: {
      guard: of("change_booking"),
      args: one("appointment"),
      fields: () => ({ date: "2020-01-01", minute: "600", length: "60" }),
    },
    runLateAction: {
      guard: of("change_booking"),
      fields: ({ practitioner }) => ({ practitioner, minutes: "15" }),
    },
    swapAction: { guard: of("change_booking"), args: ({ appointment }) => [appointment, appointment] },
    undoMoveAction: { guard: of("change_booking"), fields: ({ appointment }) => ({ appointment }), absent: true },
  },
  "app/desk/claims/actions.ts": {
    passClaimOnAction: {
      guard: of("take_payment"),
      args: one("charge"),
      fields: () => ({ reason: "No such claim" }),
      absent: true,
    },
    enterRemittanceAction: {
      guard: of("take_payment"),
      args: one("charge"),
      fields: () => ({ amount: "0.01", ...key() }),
      absent: true,
    },
    rejectClaimAction: {
      guard: of("take_payment"),
      args: one("charge"),
      fields: () => ({ reason: "No such claim" }),
      absent: true,
    },
    sendClaimsAction: { guard: of("take_payment"), fields: ({ charge }) => ({ charge }), absent: true },
  },
  "app/desk/gift-cards/actions.ts": {
    endGiftCardAction: {
      guard: of("refund_payment"),
      args: one("giftCard"),
      fields: () => ({ reason: "Not wanted", method: "cash" }),
    },
    findGiftCardAction: {
      guard: staff("take_payment"),
      fields: () => ({ code: "0000-0000-0000-0000" }),
      absent: true,
    },
    sellGiftCardAction: {
      guard: staff("take_payment"),
      fields: () => ({
        amount: "50.00",
        buyerName: "Probe Buyer",
        buyerEmail: "nobody@probe.test",
        method: "cash",
        ...key(),
      }),
    },
  },
  "app/desk/plans/[id]/funding/actions.ts": {
    answerLetterAction: {
      guard: chart("build_plan"),
      args: ({ plan: planId, charge }) => [planId, charge],
      fields: () => ({ answer: "refused" }),
      absent: true,
    },
    draftLetterAction: {
      guard: chart("build_plan"),
      args: one("plan"),
      fields: () => ({ discipline: "none" }),
      absent: true,
    },
    saveLetterAction: {
      guard: chart("build_plan"),
      args: ({ plan: planId, charge }) => [planId, charge],
      fields: () => ({ body: long, visits: "4", untilOn: day(30) }),
      absent: true,
    },
  },
  "app/desk/patients/[id]/payers/actions.ts": {
    askSoonerAction: { guard: of("take_payment"), args: ({ patient, charge }) => [patient, charge], absent: true },
    endCoverageAction: { guard: of("take_payment"), args: ({ patient, charge }) => [patient, charge], absent: true },
    endReferralAction: { guard: of("take_payment"), args: ({ patient, charge }) => [patient, charge], absent: true },
    enterReferralAction: {
      guard: of("take_payment"),
      args: one("patient"),
      fields: () => ({ referredBy: "Dr. Probe Lane, physician", writtenOn: day(-30) }),
    },
    enterCoverageAction: {
      guard: of("take_payment"),
      args: one("patient"),
      fields: () => ({ payer: "extended", insurer: "Probe Life", percent: "80", validFrom: day(-30) }),
    },
  },
  "app/desk/money-actions.ts": {
    askCoverAction: {
      guard: of("take_payment"),
      args: one("charge"),
      fields: ({ charge }) => ({ coverageId: charge }),
      absent: true,
    },
    closePayPageAction: { guard: of("take_payment"), args: one("checkout") },
    showOnReaderAction: { guard: of("take_payment"), args: one("checkout"), absent: true },
    sendPayPageAction: { guard: of("take_payment"), args: one("checkout"), absent: true },
    chargeCardAction: { guard: of("take_payment"), args: one("charge"), absent: true },
    endPackageAction: {
      guard: of("refund_payment"),
      args: one("package"),
      fields: () => ({ reason: "Moves away", method: "cash" }),
    },
    sellPackageAction: {
      guard: of("take_payment"),
      args: one("patient"),
      fields: ({ offer }) => ({ offerId: offer, method: "cash", ...key() }),
    },
    stopMembershipAction: { guard: of("take_payment"), args: one("patient"), absent: true },
    goOnMembershipAction: { guard: of("take_payment"), args: one("patient"), absent: true },
    sharePackageAction: {
      guard: of("take_payment"),
      args: ({ package: packageId, twin }) => [packageId, twin],
    },
    unsharePackageAction: {
      guard: of("take_payment"),
      args: ({ package: packageId, patient }) => [{ packageId, sharerId: patient }],
      absent: true,
    },
    receiptAction: { guard: of("take_payment"), args: one("charge") },
    reduceChargeAction: {
      guard: of("refund_payment"),
      args: one("charge"),
      fields: () => ({ amount: "0.01", reason: "Told in error", paidPart: "credit", ...key() }),
    },
    refundAction: {
      guard: of("refund_payment"),
      args: ({ payment, patient }) => [{ paymentId: payment, patientId: patient }],
      fields: () => ({ amount: "0.01", reason: "Paid twice", method: "cash", ...key() }),
    },
    reissueReceiptAction: {
      guard: of("refund_payment"),
      args: one("receipt"),
      fields: () => ({ reason: "The name was wrong" }),
    },
    takeInstalmentAction: {
      guard: of("take_payment"),
      args: ({ charge, patient }) => [{ instalmentId: charge, patientId: patient }],
      fields: () => ({ method: "cash", ...key() }),
      absent: true,
    },
    takePaymentAction: {
      guard: of("take_payment"),
      args: ({ patient }) => [{ patientId: patient, back: "/desk/patients" }],
      fields: () => ({ method: "cash", amount: "1.00", ...key() }),
    },
  },
  "app/desk/patients/actions.ts": {
    deskRulesAction: {
      guard: of("book_for_patient"),
      args: one("patient"),
      fields: () => ({ alert: "Uses the ramp" }),
    },
    assessAction: { guard: chart("write_chart"), args: one("patient"), fields: chartFields },
    draftAction: {
      guard: chart("build_plan"),
      args: ({ patient, episode, assessment }) => [
        { patientId: patient, episodeId: episode, assessmentId: assessment },
      ],
      fields: ({ practitioner, template }) => ({
        templateCode: template,
        leadPractitionerId: practitioner,
        startOn: day(3),
      }),
    },
    holdAction: {
      guard: of("hold_record"),
      args: one("patient"),
      fields: () => ({ act: "placed", reason: long }),
    },
    openChartAction: {
      guard: of("open_chart_by_reason"),
      args: one("patient"),
      fields: () => ({ reason: long }),
      opensChart: true,
    },
  },
  "app/desk/patients/guardian-actions.ts": {
    // Nobody of the demo clinics has asked to act for anybody.
    approveGuardianAction: {
      guard: of("approve_guardian"),
      args: ({ patient, task }) => [{ patientId: patient, guardianshipId: task }],
      fields: () => ({ record: "new", seen: "papers" }),
      absent: true,
    },
    endGuardianAction: {
      guard: of("approve_guardian"),
      args: ({ patient, task }) => [{ patientId: patient, guardianshipId: task }],
      absent: true,
    },
  },
  "app/desk/patients/proof-actions.ts": {
    // Ends the sessions that other probes come with.
    resetProofAction: {
      guard: of("reset_patient_proof"),
      args: one("patient"),
      fields: () => ({ seen: "papers" }),
      last: true,
    },
  },
  "app/desk/plans/[id]/actions.ts": {
    addTravelAction: { guard: of("change_booking"), args: one("plan"), fields: () => ({ from: day(-9), to: day(-8) }) },
    decideAction: {
      guard: chart("build_plan"),
      args: one("plan"),
      fields: () => ({ decision: "hold", reason: long }),
    },
    flareAction: {
      guard: chart("write_chart"),
      args: ({ plan: planId, patient, episode }) => [{ planId, patientId: patient, episodeId: episode }],
      fields: () => ({ onDate: day(-1), trigger: "unknown" }),
    },
    measureAction: {
      guard: chart("write_chart"),
      args: ({ plan: planId, patient, episode }) => [{ planId, patientId: patient, episodeId: episode }],
      fields: () => ({ nprs: "4" }),
    },
    pauseAction: {
      guard: chart("build_plan"),
      args: one("plan"),
      fields: () => ({ fromDate: day(-9), toDate: day(-8), reason: long }),
    },
    removeTravelAction: {
      guard: of("change_booking"),
      args: ({ plan: planId }) => [{ planId, from: day(-9), to: day(-8) }],
      absent: true,
    },
    takeBackFlareAction: {
      guard: of("write_chart"),
      // There is no flare under this id.
      args: ({ plan: planId }) => [{ planId, flareId: planId }],
      absent: true,
    },
    replanAction: {
      guard: of("change_booking"),
      args: ({ plan: planId, policy }) => [{ planId, policy }],
      fields: () => ({ seen: "[]", stamp: "none" }),
    },
    resumeAction: { guard: chart("build_plan"), args: ({ plan: planId, patient }) => [{ planId, patientId: patient }] },
  },
  "app/desk/plans/actions.ts": {
    acceptAction: {
      guard: of("accept_plan_for_patient"),
      args: one("plan"),
      fields: () => ({
        consent: "yes",
        signedName: "Somebody",
        consentVersion: "2026-11",
        textVersion: "2026-11",
        payChoice: "clinic",
        seen: "[]",
        ...key(),
      }),
    },
    adjustAction: { guard: chart("build_plan"), args: one("plan"), fields: adjusted },
    moveVisitAction: {
      guard: of("change_booking"),
      args: ({ plan: planId, visit }) => [{ planId, visitId: visit }],
      fields: () => ({ start: "2020-01-01T10:00:00Z" }),
    },
    offerAction: { guard: chart("offer_plan"), args: one("plan") },
    planLinkAction: { guard: of("take_payment"), args: ({ plan: planId }) => [{ planId, amountMinor: 100 }] },
    stopAction: { guard: chart("stop_plan"), args: one("plan"), fields: () => ({ endReason: "lapsed", note: long }) },
  },
  "app/desk/schedule/actions.ts": {
    blockAction: {
      guard: guard.hours,
      args: one("practitioner"),
      fields: () => ({
        fromDate: day(300),
        fromTime: "10:00",
        toDate: day(300),
        toTime: "11:00",
        reason: "Course",
        confirmed: "no",
      }),
    },
    dayHoursAction: {
      guard: guard.hours,
      args: one("practitioner"),
      fields: () => ({ onDate: day(301), "dayStart-0": "10:00", "dayEnd-0": "11:00" }),
    },
    hoursAction: {
      guard: guard.hours,
      args: one("practitioner"),
      fields: () => ({ "start-1-0": "09:00", "end-1-0": "09:15" }),
    },
    restoreDayAction: { guard: guard.hours, args: ({ practitioner }) => [practitioner, day(299)], absent: true },
    unblockAction: { guard: guard.hours, args: ({ practitioner, timeOff }) => [practitioner, timeOff], absent: true },
  },
  "app/desk/screen-actions.ts": {
    closeTaskAction: { guard: of("close_call_task"), args: one("task"), fields: () => ({ outcome: "reached" }) },
    releaseAction: {
      guard: chart("review_screen"),
      args: one("screen"),
      fields: () => ({ reason: long, decision: "kept" }),
    },
  },
  "app/desk/consent/actions.ts": {
    setConsentTextAction: {
      guard: staff("edit_templates"),
      fields: () => ({ title: "Consent to treatment", body: `${long} ${long}` }),
    },
    sayConsentAction: {
      guard: of("see_patient"),
      args: one("patient"),
      fields: () => ({ purpose: "statistics", given: "no" }),
    },
    signConsentAction: {
      guard: of("accept_plan_for_patient"),
      args: one("patient"),
      fields: () => ({ signedName: "Somebody", version: "1" }),
    },
  },
  "app/desk/languages/actions.ts": {
    approveCareTextsAction: {
      guard: staff("edit_templates"),
      args: () => ["fr", "0".repeat(12)],
      fields: () => ({ name: "Somebody", read: "yes" }),
    },
    withdrawCareTextsAction: { guard: staff("edit_templates"), args: () => ["fr"], absent: true },
  },
  "app/desk/chart-actions.ts": {
    addPhraseAction: { guard: staff("write_chart"), fields: () => ({ title: "Probe", body: "A sentence." }) },
    answerReferralAction: {
      guard: of("write_chart"),
      args: ({ timeOff }) => [timeOff, "declined"],
      fields: () => ({ answer: long }),
      absent: true,
    },
    endHomeTaskAction: { guard: of("write_chart"), args: one("timeOff"), absent: true },
    retirePhraseAction: { guard: of("write_chart"), args: one("timeOff"), absent: true },
    sendReferralAction: {
      guard: chart("write_chart"),
      args: one("patient"),
      fields: ({ discipline }) => ({ disciplineId: discipline, practitionerId: "", reason: long }),
    },
    withdrawAttachmentAction: {
      guard: chart("write_chart"),
      args: one("attachment"),
      fields: () => ({ reason: long }),
    },
    setHomeTaskAction: {
      guard: chart("write_chart"),
      args: one("patient"),
      fields: () => ({ title: "Probe", often: "daily", how: "" }),
    },
  },
  "app/desk/find-actions.ts": {
    findPatientsAction: { guard: staff("see_patient"), fields: () => ({ q: "example.test" }) },
    findComingAction: { guard: staff("change_booking"), fields: () => ({ q: "example.test" }) },
  },
  "app/desk/waiting/actions.ts": {
    putOnAction: { guard: of("change_booking"), args: one("chain") },
    takeOffAction: { guard: of("change_booking"), args: one("chain") },
    // Nobody gave the time up.
    offerAction: {
      guard: of("change_booking"),
      absent: true,
      args: one("appointment"),
      fields: () => ({ wishIds: crypto.randomUUID() }),
    },
    answerAction: { guard: of("change_booking"), args: one("slotOffer"), fields: () => ({ answer: "no" }) },
  },
  "app/desk/templates/actions.ts": {
    saveTemplateAction: {
      guard: staff("edit_templates"),
      args: ({ template }) => [template, 0, 1],
      fields: () => ({
        name: "A probe of a template",
        classifications: "migraine",
        risks: "low",
        "visits-0-0": "4",
        "minGap-0-0": "5",
        "targetGap-0-0": "7",
        "maxGap-0-0": "9",
        "minutes-0-0": "45",
        reassess: "visit 4",
        outcomes: "nprs",
        sources: "A probe",
        saveAs: "version",
      }),
    },
  },
  "app/locked/actions.ts": {
    // Would lock out the probes that follow.
    lockAction: { guard: membership, onlySignedOut: true },
    unlockByPasswordAction: { guard: membership, fields: () => ({ password: "no" }), onlySignedOut: true },
    unlockByPinAction: { guard: membership, fields: () => ({ person: "", pin: "" }), onlySignedOut: true },
  },
  "app/join/[clinic]/[token]/actions.ts": {
    acceptAction: { guard: proof, args: ({ slug }) => [slug, "A".repeat(43)] },
    joinAction: {
      guard: proof,
      args: ({ slug }) => [slug, "A".repeat(43)],
      fields: () => ({ name: "Somebody", newPassword: long }),
    },
  },
  "app/tablet/[clinic]/actions.ts": {
    openTabletAction: { guard: nothing, args: one("slug"), fields: () => ({ code: "0" }) },
    sendTabletAction: { guard: proof, args: one("slug") },
    closeTabletAction: { guard: proof, args: one("slug") },
  },
  "app/owner/articles/actions.ts": {
    startArticleAction: { guard: staff("keep_articles"), fields: () => articleFields("0") },
    saveArticleAction: { guard: of("keep_articles"), args: one("article"), fields: () => articleFields("99") },
    publishArticleAction: {
      guard: of("keep_articles"),
      args: ({ article, articleVersion }) => [article, articleVersion],
    },
    takeDownArticleAction: { guard: of("keep_articles"), args: one("article"), last: true },
    approveCommentAction: { guard: of("keep_articles"), args: one("comment") },
    deleteCommentAction: { guard: of("keep_articles"), args: one("comment"), absent: true, last: true },
  },
  "app/owner/actions.ts": {
    logCallAction: {
      guard: of("see_adherence"),
      fields: ({ plan: planId }) => ({ planId, kind: "nothing_booked", outcome: "no_answer", note: "" }),
    },
  },
  "app/owner/keeping/actions.ts": {
    erasePatientAction: { guard: of("erase_patient"), args: one("patient"), fields: () => ({ sure: "yes" }) },
    recordBreachAction: { guard: staff("keep_breaches"), fields: breach },
    setRetentionAction: {
      guard: staff("erase_patient"),
      fields: () => ({
        effectiveFrom: day(900),
        yearsAfterLastEntry: "16",
        ageOfMajority: "19",
        yearsAfterMajority: "16",
        source: long,
      }),
    },
    setPrivacyNoticeAction: {
      guard: staff("set_privacy_notice"),
      fields: () => ({
        officerName: "Somebody",
        officerContact: "privacy@probe.test",
        keptIn: "Canada",
        processors: "",
      }),
    },
  },
  "app/owner/money/gift-cards/actions.ts": {
    setGiftTermsAction: {
      guard: setUp,
      fields: () => ({ amounts: "50, 100", least: "", most: "", from: day(900) }),
    },
  },
  "app/owner/money/online/actions.ts": {
    connectAction: { guard: staff("connect_payments") },
    giveUpReaderAction: { guard: staff("connect_payments"), args: one("checkout"), absent: true },
    // Stripe is asked only once the place is known to be the clinic's.
    registerReaderAction: {
      guard: of("connect_payments"),
      fields: ({ location }) => ({
        locationId: location,
        label: "Probe",
        code: "simulated-wpe",
        street: "1 Quay St",
        city: "Victoria",
        province: "BC",
        postalCode: "V8V 1A1",
        ...key(),
      }),
    },
  },
  "app/owner/money/memberships/actions.ts": {
    offerMembershipAction: {
      guard: setUpOf,
      fields: ({ service }) => ({
        name: "Probe",
        month: "120",
        sessions: "2",
        rollMonths: "1",
        serviceIds: service,
        online: "no",
      }),
    },
    stopMembershipOfferAction: { guard: setUpOf, args: one("task"), absent: true },
  },
  // The demo clinics are in a trial: there is nothing to pay or to stop.
  "app/owner/subscription/actions.ts": {
    subscribeAction: { guard: staff("manage_subscription") },
    changeCardAction: { guard: staff("manage_subscription") },
    payAgainAction: { guard: staff("manage_subscription") },
    stopAction: { guard: staff("manage_subscription") },
    goOnAction: { guard: staff("manage_subscription") },
  },
  "app/owner/people/actions.ts": {
    endMembershipAction: { guard: of("manage_members"), fields: ({ member }) => ({ member }), absent: true },
    inviteAction: {
      guard: staff("manage_members"),
      fields: () => ({ email: `${crypto.randomUUID()}@probe.test`, name: "Somebody", role: "front_desk" }),
    },
    setSignInRuleAction: { guard: staff("set_sign_in_rule"), fields: () => ({ required: "no" }) },
    withdrawInvitationAction: {
      guard: staff("manage_members"),
      fields: ({ invitation }) => ({ invitation }),
      absent: true,
    },
  },
  "app/owner/setup/messages/actions.ts": {
    setMessageRulesAction: {
      guard: setUp,
      fields: () => ({
        from: day(900),
        earlyHours: "48",
        lateHours: "3",
        onceBelowDays: "8",
        nudgeDays: "0, 3, 7",
        checkInHours: "24",
        quietFrom: "21:00",
        quietTo: "08:00",
        weeklyCap: "6",
        holdMinutes: "3",
        offersAtOnce: "5",
        offerMinutes: "120",
      }),
    },
    setMessageTextAction: {
      guard: setUp,
      args: () => ["plan.stopped", "en"],
      fields: () => ({ subject: "About {clinic}", opening: "Your visits are cancelled.", brief: "Cancelled." }),
    },
    originalTextAction: { guard: setUp, args: () => ["plan.stopped", "en"] },
  },
  "app/owner/setup/duplicates/actions.ts": {
    mergeAction: {
      guard: of("merge_patients"),
      fields: ({ patient, twin }) => ({ keep: `${patient} ${twin}` }),
      last: true,
    },
    undoMergeAction: { guard: of("merge_patients"), args: one("timeOff"), absent: true },
  },
  "app/owner/setup/import/actions.ts": {
    importAction: {
      guard: staff("import_records"),
      fields: () => ({
        rows: JSON.stringify({
          kind: "patients",
          dateForm: "ymd",
          rehearse: true,
          rows: [{ line: 2, cells: { name: "Probe Person", birthDate: "1980-01-01", email: "probe@probe.test" } }],
        }),
      }),
    },
  },
  "app/owner/setup/actions.ts": {
    addDisciplineAction: { guard: setUp, fields: () => ({ code: "physiotherapy" }) },
    addLicenceAction: {
      guard: setUpOf,
      args: one("practitioner"),
      fields: () => ({ ...licenceFields(), profession: "rmt", validUntil: "" }),
    },
    addPractitionerAction: {
      guard: setUpOf,
      fields: ({ discipline }) => ({
        ...personFields(),
        ...licenceFields(),
        disciplineId: discipline,
        bills: "clinic",
      }),
    },
    addRoomAction: {
      guard: setUpOf,
      fields: ({ location }) => ({ locationId: location, kind: "equipment", name: "Probe" }),
    },
    addServiceAction: {
      guard: setUpOf,
      fields: ({ discipline }) => ({ ...serviceFields(), disciplineId: discipline, kind: "follow_up", price: "100" }),
    },
    changeClinicAction: {
      guard: setUp,
      fields: () => ({
        name: "Harbour",
        phone: "604 555 0100",
        email: "hello@probe.test",
        about: "",
        supplierName: "Harbour",
        supplierAddress: "1 Probe Street",
        gstNumber: "",
        gstFrom: "",
      }),
    },
    changePractitionerAction: { guard: setUpOf, args: one("practitioner"), fields: personFields },
    changeServiceAction: {
      guard: setUpOf,
      args: one("service"),
      fields: ({ practitioner }) => ({ ...serviceFields(), givers: practitioner }),
    },
    endLicenceAction: { guard: setUpOf, args: one("licence"), fields: () => ({ validUntil: day(900) }) },
    leavingAction: { guard: setUpOf, args: one("practitioner"), fields: () => ({ leftOn: day(900) }) },
    publishAction: { guard: setUp, fields: () => ({ published: "yes" }) },
    renameRoomAction: { guard: setUpOf, args: one("room"), fields: () => ({ name: "Probe" }) },
    retireRoomAction: { guard: setUpOf, args: one("room"), absent: true, last: true },
    // Once it is done, it is done.
    retireServiceAction: { guard: setUpOf, args: one("service"), absent: true, last: true },
    saveLocationAction: {
      guard: setUpOf,
      args: one("location"),
      fields: () => ({ name: "Main", address: "1 Probe Street", phone: "604 555 0100", arrival: "" }),
    },
    setPayoutRateAction: {
      guard: setUpOf,
      args: one("practitioner"),
      fields: () => ({ kind: "percent", value: "60", from: day(900) }),
    },
    setPayRuleAction: {
      guard: setUp,
      fields: () => ({
        from: day(900),
        templateCode: "",
        prepay: "yes",
        discount: "5",
        instalments: "yes",
        most: "4",
        weeksApart: "4",
        least: "50",
        retryDays: "3, 5",
      }),
    },
    setPolicyAction: {
      guard: setUp,
      fields: () => ({
        from: day(900),
        minNoticeHours: "2",
        horizonDays: "180",
        cancelNoticeHours: "24",
        lateFee: "50",
        deposit: "25",
        planDeposit: "100",
        maxFirstADay: "",
      }),
    },
    offerPackageAction: {
      guard: setUpOf,
      args: one("service"),
      fields: () => ({ sessions: "5", total: "500.00", validMonths: "", online: "no" }),
    },
    stopOfferAction: { guard: setUpOf, args: one("offer"), absent: true },
    setPriceAction: { guard: setUpOf, args: one("service"), fields: () => ({ price: "100", from: day(900) }) },
    setTaxRateAction: {
      guard: setUp,
      fields: () => ({ profession: "rmt", supply: "report", from: day(900), percent: "5", source: "A probe" }),
    },
  },
  "app/sign-in/actions.ts": {
    askForNewPasswordAction: { guard: nothing, fields: () => ({ email: "nobody@example.test" }), onlySignedOut: true },
    choosePasswordAction: { guard: proof, args: () => ["A".repeat(64)], fields: () => ({ newPassword: long }) },
    askForPasskeyAction: { guard: nothing, onlySignedOut: true },
    signInByPasskeyAction: { guard: proof, onlySignedOut: true },
    signInAction: { guard: nothing, fields: () => ({ email: "", password: "" }), onlySignedOut: true },
    signInCodeAction: { guard: proof, onlySignedOut: true },
    signOutAction: { guard: nothing, onlySignedOut: true },
  },
};

/** By `file#name`, as the build names them. */
export const calls: Record<string, Call> = Object.fromEntries(
  Object.entries(files).flatMap(([file, named]) =>
    Object.entries(named).map(([name, call]) => [`${file}#${name}`, call]),
  ),
);
