// A booking made by staff: what and when, who, the health questions asked aloud, and done.
import type { Metadata } from "next";
import Form from "next/form";
import { FindPeople } from "@/components/desk/find-people";
import { BookForm } from "@/components/desk/book-form";
import { payerWord } from "@/components/desk/fact-words";
import { capital } from "@/components/desk/plan-words";
import { SendingDate, SendingSelect } from "@/components/desk/sending-select";
import { FundingLines } from "@/components/plans/funding-lines";
import { Anchor } from "@/components/ui/anchor";
import { Button, LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { findSlots } from "@/lib/booking/find-slots";
import { slotDays } from "@/lib/booking/slot-days";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { isId, newId } from "@/lib/ids";
import { careLinesOf } from "@/lib/intake/care-lines";
import { currentScreen } from "@/lib/intake/current-screen";
import { screenText } from "@/lib/intake/screen-text";
import { stops } from "@/lib/intake/standing";
import { standingScreen } from "@/lib/intake/standing-screen";
import { formatMoney } from "@/lib/money/money";
import { loadPatient } from "@/lib/patients/load-patient";
import { mayDo } from "@/lib/permissions/permissions";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayShortDateOfYear, sayZone } from "@/lib/time/say";
import { dateIn, wallTime } from "@/lib/time/zone";
import { aloudQuestions } from "../asked-screen";
import { address, askedFor, dateAsked, seen } from "../door";
import { findPatientsAction } from "../find-actions";
import { bookAction } from "./actions";

export const metadata: Metadata = { title: "New visit" };

export default async function BookPage({ searchParams }: PageProps<"/desk/book">) {
  const asked = await searchParams;
  const ask = (name: string) => askedFor(asked, name);
  const { ctx, clinic, actor } = await staffPage("/desk/book", "book_for_patient");
  const today = dateIn(ctx.now, clinic.timeZone);
  const wantedDate = dateAsked(asked, "date", today);
  const date = wantedDate < today ? today : wantedDate;
  const catalogue = await loadCatalogue(ctx, date);
  const person = catalogue.practitioners.find(({ id }) => id === ask("practitioner"));
  const offered = catalogue.services.filter((service) => !person || service.practitionerIds.includes(person.id));
  const service =
    offered.find(({ id }) => id === ask("service")) ??
    offered.find(({ kind }) => kind === "follow_up") ??
    offered[0] ??
    catalogue.services[0];
  const practitionerId = person && service?.practitionerIds.includes(person.id) ? person.id : undefined;
  const patientId = ask("patient");
  const [patient, standing, funding] = await Promise.all([
    patientId ? seen(() => loadPatient(ctx, { patientId })) : null,
    patientId ? standingScreen(ctx, patientId) : null,
    patientId && isId(patientId) ? fundingOfPatient(ctx, { patientId }) : [],
  ]);
  const notWith = patient?.deskRules.notWith ?? [];
  const listed = service
    ? await findSlots(ctx, { serviceId: service.id, practitionerId, fromDate: date, toDate: addDays(date, 13) })
    : { slots: [] };
  const slots = listed.slots.filter((slot) => slot.practitionerIds.some((id) => !notWith.includes(id)));
  const minute = Number(ask("at") ?? Number.NaN);
  const sameDay = slots.filter(({ start }) => wallTime(start, clinic.timeZone).date === date);
  const nearest = Number.isFinite(minute)
    ? sameDay.toSorted(
        (a, b) =>
          Math.abs(wallTime(a.start, clinic.timeZone).minute - minute) -
          Math.abs(wallTime(b.start, clinic.timeZone).minute - minute),
      )[0]
    : undefined;
  const days = slotDays(
    slots.map(({ start }) => start),
    clinic.timeZone,
    clinic.locale,
  ).slice(0, 3);
  const now = { date: ask("date"), practitioner: ask("practitioner"), service: ask("service"), at: ask("at") };
  const screen = currentScreen();
  const care = careLinesOf(clinic.region);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  return (
    <Stack>
      <PageHead
        back={{ href: address("/desk", { date }), label: "Day" }}
        title="New visit"
        lead={`By phone or at the desk. Times are ${sayZone(clinic.timeZone)}.`}
      />
      {patient?.deskRules.alert ? <Notice tone="warning" title={patient.deskRules.alert} /> : null}
      {funding.length ? (
        <Notice title="What payers still pay for this patient">
          <FundingLines lines={funding} currency={clinic.currency} locale={clinic.locale} />
        </Notice>
      ) : null}
      {person && notWith.includes(person.id) ? (
        <Notice tone="warning">{`The file says: not with ${person.name}. Only a booking over the calendar, with a reason, goes past that.`}</Notice>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Stack>
          <Section title="What and when" id="when">
            <Form
              action="/desk/book"
              className="flex flex-wrap items-end gap-3"
              key={`${service?.id}${practitionerId}${date}`}
            >
              {patientId ? <input type="hidden" name="patient" value={patientId} /> : null}
              {ask("at") ? <input type="hidden" name="at" value={ask("at")} /> : null}
              <SendingSelect
                label="Practitioner"
                labelled
                name="practitioner"
                defaultValue={practitionerId ?? ""}
                options={[
                  { value: "", label: "Anybody" },
                  ...catalogue.practitioners.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
              <SendingSelect
                label="Service"
                labelled
                name="service"
                defaultValue={service?.id}
                options={offered.map(({ id, name, kind, priceMinor, taxMinor }) => ({
                  value: id,
                  label: `${name}${kind === "first" ? ", first visit" : ""} – ${say(priceMinor + taxMinor)}`,
                }))}
              />
              <SendingDate label="From day" labelled name="date" defaultValue={date} min={today} />
              <noscript>
                <Button type="submit" size="small" variant="secondary">
                  Show times
                </Button>
              </noscript>
            </Form>
          </Section>
          <Section title="Who" id="who">
            {patient ? (
              <div className="flex flex-wrap items-baseline justify-between gap-3">
                <p>
                  <Anchor className="link font-semibold" href={`/desk/patients/${patient.patientId}`}>
                    {patient.name}
                  </Anchor>
                  <span className="block text-soft">
                    {[patient.birthDate ? `born ${patient.birthDate}` : null, patient.mobile, patient.email]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </p>
                <LinkButton href={address("/desk/book", now)} variant="secondary" size="small">
                  Somebody else
                </LinkButton>
              </div>
            ) : (
              <FindPeople
                find={findPatientsAction}
                hint="Name, e-mail, birth date or phone"
                listed="Found patients"
                href={address("/desk/book", { ...now, patient: "__id__" })}
                none={<p className="text-soft">Nobody found. Enter the person as new.</p>}
              />
            )}
            {stops(standing) ? (
              <div className="mt-4">
                <Notice tone="stop" title="Nothing can be booked yet">
                  Health answers of this patient ask for a clinician’s look first. It is on the{" "}
                  <Anchor className="link" href={`/desk/patients/${patientId}`}>
                    patient’s page
                  </Anchor>
                  .
                </Notice>
              </div>
            ) : null}
          </Section>
        </Stack>
        <BookForm
          key={patientId ?? "new"}
          action={bookAction}
          idempotencyKey={newId()}
          serviceId={service?.id ?? ""}
          serviceName={service?.name ?? ""}
          practitionerId={practitionerId ?? ""}
          days={days}
          chosen={nearest?.start.toISOString() ?? null}
          patientId={patientId ?? null}
          payers={(patient?.episodes ?? [])
            .filter((one) => !one.endedOn && one.payer !== "self")
            .map((one) => ({
              value: one.episodeId,
              label: [
                capital(payerWord[one.payer] ?? one.payer),
                one.claimNumber ? `claim ${one.claimNumber}` : null,
                `since ${sayShortDateOfYear(one.startedOn, clinic.locale)}`,
              ]
                .filter(Boolean)
                .join(", "),
            }))}
          onFile={standing !== null && !stops(standing)}
          screenVersion={screen.version}
          questions={aloudQuestions()}
          say={{
            screen_urgent: screenText("A", care),
            screen_medical_first: screenText("B", care),
            screen_assessment_only: screenText("C", care),
          }}
          overbook={mayDo(actor, "overbook") ? { date } : null}
        />
      </div>
    </Stack>
  );
}
