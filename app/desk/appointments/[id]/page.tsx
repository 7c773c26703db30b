// One visit: what it is, what comes next with it, its note and its money.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { AttendanceForms } from "@/components/desk/attendance-forms";
import { byWord, factWord, payerWord, phoneWords, viaWord } from "@/components/desk/fact-words";
import { Fold } from "@/components/desk/fold";
import { TabletHandForm } from "@/components/desk/tablet-hand-form";
import { ReleaseForm } from "@/components/desk/release-form";
import { statusSign, type SheetStatus } from "@/components/desk/day-types";
import { VisitNotes } from "@/components/charting/visit-notes";
import { VisitMoney } from "@/components/payments/visit-money";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SummaryList } from "@/components/ui/summary-list";
import { Anchor } from "@/components/ui/anchor";
import { viewAppointment } from "@/lib/booking/view-appointment";
import { loadChart } from "@/lib/charting/load-chart";
import { newId } from "@/lib/ids";
import { standingScreen } from "@/lib/intake/standing-screen";
import { stops } from "@/lib/intake/standing";
import { asksEarlier } from "@/lib/messages/ask-earlier";
import { formatMoney } from "@/lib/money/money";
import { sharesOf } from "@/lib/money/share";
import { takesGiftCards } from "@/lib/payments/gift-cards";
import { viewCardReaders } from "@/lib/payments/card-readers";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { moneyOf } from "@/lib/payments/money-of";
import { mayDo } from "@/lib/permissions/permissions";
import { tabletForms } from "@/lib/plans/tablet-form";
import { visitPlaces } from "@/lib/plans/visit-places";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayMoment, sayShortDay, sayTime } from "@/lib/time/say";
import { dateIn, wallTime } from "@/lib/time/zone";
import {
  amendNoteAction,
  arriveAction,
  cancelAction,
  finishAction,
  handTabletAction,
  noShowAction,
  signNoteAction,
  undoAction,
} from "../actions";
import { receiptAction, takePaymentAction } from "../../money-actions";
import { releaseAction } from "../../screen-actions";
import { putOnAction, takeOffAction } from "../../waiting/actions";
import { address, askedFor, chartSeen, seen } from "../../door";
import { amountText } from "../../typed";

export const metadata: Metadata = { title: "Visit" };

const tabletWords = { intake: "Health questions", check_in: "Check-in", consent: "Consent to treatment" };

export default async function VisitPage({ params, searchParams }: PageProps<"/desk/appointments/[id]">) {
  const { id } = await params;
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage(`/desk/appointments/${id}`, "see_day");
  const detail = await seen(() => viewAppointment(ctx, { appointmentId: id }));
  const { booking, patient } = detail;
  const [standing, money, opened, places, online, giftCards, readers, forms] = await Promise.all([
    patient ? standingScreen(ctx, patient.patientId) : null,
    patient ? moneyOf(ctx, { patientId: patient.patientId }) : null,
    patient && mayDo(actor, "see_chart") ? chartSeen(() => loadChart(ctx, { patientId: patient.patientId })) : null,
    visitPlaces(ctx, { visitIds: booking.visitId ? [booking.visitId] : [] }),
    takesCardsOnline(ctx),
    takesGiftCards(ctx),
    viewCardReaders(ctx),
    patient ? tabletForms(ctx, { patientId: patient.patientId }) : [],
  ]);
  const chart = opened === "reason_needed" ? null : opened;
  const place = booking.visitId ? places.get(booking.visitId) : undefined;
  const zone = booking.timeZone;
  const say = (minor: number) => formatMoney(minor, booking.currency, clinic.locale);
  const date = dateIn(detail.start, zone);
  const sign = statusSign[detail.status as SheetStatus];
  const charges = (money?.charges ?? []).filter((charge) => charge.chainId === booking.chainId);
  const prepaid = (money?.payments ?? [])
    .filter((payment) => payment.chainId === booking.chainId || (place && payment.planId === place.planId))
    .reduce((sum, payment) => sum + payment.creditMinor, 0);
  const open = charges.filter((charge) => charge.payer === "self").reduce((sum, charge) => sum + charge.openMinor, 0);
  const share = sharesOf(booking).patient.dueMinor;
  const toCome = detail.status === "booked" || detail.status === "arrived";
  const dueMinor = charges.length ? open : toCome ? Math.max(0, share - prepaid) : 0;
  const late = ctx.now > booking.freeUntil;
  const mustReview = (detail.reviewRequired || stops(standing) || standing?.changedAfterStop === true) && toCome;
  const next = wallTime(detail.start, zone);
  const mayWait =
    detail.isLatest &&
    detail.status === "booked" &&
    detail.start > ctx.now &&
    patient &&
    mayDo(actor, "change_booking");
  const waitsSince = mayWait ? await asksEarlier(ctx, { chainId: booking.chainId }) : null;
  return (
    <Stack>
      <PageHead
        back={{ href: address("/desk", { date }), label: `Day, ${sayShortDay(detail.start, zone, clinic.locale)}` }}
        over={
          <span className="inline-flex flex-wrap items-center gap-x-3">
            <Status icon={sign.icon} tone={sign.tone}>
              {sign.word}
            </Status>
            {place ? (
              <Anchor className="link" href={`/desk/plans/${place.planId}`}>
                {`Plan, visit ${place.number} of ${place.total}`}
              </Anchor>
            ) : null}
          </span>
        }
        title={patient ? (patient.preferredName ?? patient.name) : "Somebody booking online"}
        lead={`${sayMoment(detail.start, zone, clinic.locale)}, ${booking.serviceName} with ${booking.practitionerName}`}
      />
      {patient?.alert ? <Notice tone="warning" title={patient.alert} /> : null}
      {askedFor(asked, "moved") ? (
        <Notice
          tone="success"
          live
          title={
            patient?.email
              ? "Moved. The new time is on its way to the patient."
              : "Moved. The patient has no e-mail: tell them the new time."
          }
        />
      ) : null}
      {askedFor(asked, "booked") ? <Notice tone="success" live title="Booked." /> : null}
      {askedFor(asked, "paid") ? <Notice tone="success" live title="The payment is recorded." /> : null}
      {!detail.isLatest ? (
        <Notice
          title={`This visit was moved to ${sayMoment(booking.start, zone, clinic.locale)}.`}
          action={
            <LinkButton size="small" href={`/desk/appointments/${booking.appointmentId}`}>
              Go to the new time
            </LinkButton>
          }
        />
      ) : null}
      {place && detail.isLatest && (detail.status === "noshow" || detail.status === "cancelled") ? (
        <Notice
          title="This visit is part of a plan; the rest of it may need other times."
          action={
            <LinkButton size="small" href={`/desk/plans/${place.planId}/replan`}>
              Plan the rest again
            </LinkButton>
          }
        />
      ) : null}
      {mustReview && standing ? (
        <Notice
          tone="stop"
          title={
            standing.changedAfterStop
              ? "Health answers were changed after they had stopped a booking"
              : "A clinician looks at the health answers before any treatment"
          }
          action={
            chart && mayDo(actor, "review_screen") ? (
              <ReleaseForm action={releaseAction.bind(null, standing.screenId)} />
            ) : (
              <span>Ask the practitioner to look and to release them with a reason.</span>
            )
          }
        />
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <Stack>
          {detail.isLatest ? (
            <AttendanceForms
              status={detail.status as SheetStatus}
              begun={ctx.now >= detail.start}
              dayHasCome={date <= dateIn(ctx.now, zone)}
              mayChart={opened !== "reason_needed" && mayDo(actor, "write_chart")}
              late={late && detail.status === "booked"}
              noticeHours={booking.policy.cancelNoticeHours}
              fee={say(booking.policy.lateFeeMinor)}
              moveHref={`/desk/appointments/${id}/move`}
              rebookHref={
                patient
                  ? address("/desk/book", {
                      patient: patient.patientId,
                      service: booking.serviceId,
                      practitioner: booking.practitionerId,
                      date: addDays(next.date, 7),
                      at: next.minute,
                    })
                  : null
              }
              arrive={arriveAction.bind(null, id)}
              undo={undoAction.bind(null, id)}
              finish={finishAction.bind(null, id)}
              noShow={noShowAction.bind(null, id)}
              cancel={cancelAction.bind(null, id)}
            />
          ) : null}
          <SummaryList
            items={[
              ...(patient
                ? [
                    {
                      term: "Patient",
                      value: (
                        <>
                          <Anchor className="link" href={`/desk/patients/${patient.patientId}`}>
                            {patient.name}
                          </Anchor>
                          {patient.birthDate ? `, born ${patient.birthDate}` : ""}
                        </>
                      ),
                    },
                    {
                      term: "Reach",
                      value: (
                        <span className="flex flex-wrap gap-x-4">
                          {patient.mobile ? <a href={`tel:${patient.mobile}`}>{phoneWords(patient.mobile)}</a> : null}
                          {patient.email ? <a href={`mailto:${patient.email}`}>{patient.email}</a> : null}
                          {!patient.mobile && !patient.email ? "No contact on file" : null}
                        </span>
                      ),
                    },
                  ]
                : []),
              { term: "Visit", value: booking.serviceName },
              {
                term: "When",
                value: `${sayMoment(detail.start, zone, clinic.locale)} to ${sayTime(booking.end, zone, clinic.locale)}`,
              },
              { term: "With", value: `${booking.practitionerName}, ${booking.practitionerTitle}` },
              ...(place
                ? [
                    {
                      term: "Plan",
                      value: (
                        <Anchor className="link" href={`/desk/plans/${place.planId}`}>
                          {`Visit ${place.number} of ${place.total}`}
                        </Anchor>
                      ),
                    },
                  ]
                : []),
              {
                term: "Price",
                value: `${say(booking.priceMinor)}${booking.taxMinor ? ` and ${say(booking.taxMinor)} GST` : ", no tax"}${
                  booking.payer === "self"
                    ? ""
                    : `; ${payerWord[booking.payer] ?? booking.payer} pays ${say(booking.priceMinor - booking.patientMinor)} of it`
                }`,
              },
              { term: "Booked", value: viaWord[detail.bookedVia] ?? detail.bookedVia },
              ...(detail.overbookReason ? [{ term: "Overbooked", value: detail.overbookReason }] : []),
            ]}
          />
          {mayWait ? (
            <ActForm
              action={(waitsSince ? takeOffAction : putOnAction).bind(null, booking.chainId)}
              className="flex flex-wrap items-center gap-x-4 gap-y-2"
            >
              {waitsSince ? (
                <span>{`Waits for an earlier time since ${sayShortDay(waitsSince, zone, clinic.locale)}.`}</span>
              ) : null}
              <SubmitButton size="small" variant={waitsSince ? "quiet" : "secondary"} pendingLabel="Keeping…">
                {waitsSince ? "Take off the waiting list" : "Wants an earlier time"}
              </SubmitButton>
            </ActForm>
          ) : null}
          {forms.length && toCome ? (
            <Fold label="Hand over a tablet">
              <TabletHandForm
                forms={forms.map((form) => ({ value: form, label: tabletWords[form] }))}
                action={handTabletAction.bind(null, id)}
              />
            </Fold>
          ) : null}
          <Section title="What happened" level={3} rule={false}>
            <ol className="flex flex-col gap-1 text-sm">
              {detail.facts.map((fact) => (
                <li key={`${fact.fact}${fact.at.toISOString()}`} className="flex flex-wrap gap-x-3">
                  <span className="figures text-soft">{`${sayShortDay(fact.at, zone, clinic.locale)}, ${sayTime(fact.at, zone, clinic.locale)}`}</span>
                  <span>
                    {factWord(fact.fact)}
                    {fact.late ? ", late" : ""}
                    {fact.byWhom ? `, given up by the ${fact.byWhom}` : ""}, by {byWord(fact.by)}
                    {fact.reason ? `. ${fact.reason}` : ""}
                  </span>
                </li>
              ))}
            </ol>
          </Section>
        </Stack>
        <Stack>
          {patient ? (
            <VisitMoney
              due={dueMinor > 0 ? say(dueMinor) : null}
              dueNote={charges.length ? "owed for this visit" : "due at this visit"}
              prepaid={prepaid > 0 ? say(prepaid) : null}
              amount={amountText(dueMinor)}
              currency={booking.currency}
              charges={charges.map((charge) => ({
                id: charge.chargeId,
                label: charge.kind === "visit" ? "Visit" : "Missed visit fee",
                href: `/desk/charges/${charge.chargeId}`,
                payer: charge.payer === "self" ? null : (payerWord[charge.payer] ?? charge.payer),
                total: say(charge.totalMinor),
                open: charge.openMinor > 0 ? say(charge.openMinor) : null,
                receiptHref: charge.receiptId ? `/desk/receipts/${charge.receiptId}?copy=1` : null,
                receipt:
                  charge.payer === "self" && charge.paidMinor > 0 ? receiptAction.bind(null, charge.chargeId) : null,
              }))}
              idempotencyKey={newId()}
              giftCards={giftCards}
              take={takePaymentAction.bind(null, {
                patientId: patient.patientId,
                chainId: booking.chainId,
                back: `/desk/appointments/${id}`,
              })}
              cardPage={online}
              readers={readers}
            />
          ) : null}
          {patient && opened === "reason_needed" ? (
            <Notice title="The chart is closed to you: you do not treat this patient.">
              <Anchor className="link" href={`/desk/patients/${patient.patientId}#chart`}>
                Open it for a reason
              </Anchor>
            </Notice>
          ) : null}
          {chart ? (
            <VisitNotes
              notes={chart.notes
                .filter((note) => note.appointmentId === id)
                .toReversed()
                .map((note) => ({
                  id: note.noteId,
                  body: note.body,
                  findings: note.findings,
                  amends: note.amendsId !== null,
                  by: `${note.signedBy}, ${sayShortDay(note.signedAt, zone, clinic.locale)} ${sayTime(note.signedAt, zone, clinic.locale)}`,
                }))}
              canSign={detail.status === "fulfilled" && mayDo(actor, "write_chart")}
              partsHref={
                mayDo(actor, "write_chart") && (toCome || detail.status === "fulfilled")
                  ? `/desk/appointments/${id}/note`
                  : null
              }
              sign={signNoteAction.bind(null, id)}
              amend={amendNoteAction}
            />
          ) : null}
        </Stack>
      </div>
    </Stack>
  );
}
