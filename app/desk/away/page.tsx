// Somebody is away, or the clinic stays closed: whom that touches, and what becomes of each visit.
import type { Metadata } from "next";
import Form from "next/form";
import { ClearForm } from "@/components/desk/clear-form";
import { SendingDate, SendingSelect } from "@/components/desk/sending-select";
import { phoneWords } from "@/components/desk/fact-words";
import { Anchor } from "@/components/ui/anchor";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { mostDays, seeTouched } from "@/lib/payments/clear-days";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayDate, sayShortDay, sayTime, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { address, askedFor, dateAsked, seen } from "../door";
import { clearAction } from "./actions";

export const metadata: Metadata = { title: "Away" };

const everybody = "everybody";

export default async function AwayPage({ searchParams }: PageProps<"/desk/away">) {
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage("/desk/away", "change_booking");
  const { practitioners } = await loadCatalogue(ctx);
  const today = dateIn(ctx.now, clinic.timeZone);
  const ownOnly = actor.role === "practitioner" || actor.role === "clinical_lead";
  const people = ownOnly ? practitioners.filter(({ id }) => id === actor.practitionerId) : practitioners;
  const who = askedFor(asked, "practitioner") ?? actor.practitionerId ?? people[0]?.id ?? everybody;
  const first = dateAsked(asked, "from", today);
  const fromDate = first < today ? today : first;
  const last = dateAsked(asked, "to", fromDate);
  const latest = addDays(fromDate, mostDays - 1);
  const cut = last > latest;
  const toDate = cut ? latest : last < fromDate ? fromDate : last;
  const practitionerId = who === everybody ? null : who;
  const touched = await seen(() => seeTouched(ctx, { practitionerId, fromDate, toDate }));
  const when = (at: Date) =>
    `${sayShortDay(at, clinic.timeZone, clinic.locale)}, ${sayTime(at, clinic.timeZone, clinic.locale)}`;
  return (
    <Stack>
      <PageHead
        back={{ href: "/desk", label: "Calendar" }}
        title="Somebody is away"
        lead={`Ill, on leave, or the clinic stays closed. Times are ${sayZone(clinic.timeZone)}.`}
      />
      <Form action="/desk/away" className="flex flex-wrap items-end gap-3" key={`${who}${fromDate}${toDate}`}>
        <SendingSelect
          label="Who"
          labelled
          name="practitioner"
          defaultValue={who}
          options={[
            ...people.map(({ id, name }) => ({ value: id, label: name })),
            ...(ownOnly ? [] : [{ value: everybody, label: "Everybody – the clinic is closed" }]),
          ]}
        />
        <SendingDate label="From day" labelled name="from" defaultValue={fromDate} min={today} />
        <SendingDate label="To day" labelled name="to" defaultValue={toDate} min={fromDate} />
        <noscript>
          <Button type="submit" size="small" variant="secondary">
            Show
          </Button>
        </noscript>
      </Form>
      {cut ? (
        <Notice title={`At most ${mostDays} days at once: up to ${sayDate(toDate, clinic.locale)} for now.`}>
          <Anchor
            className="link"
            href={address("/desk/away", { practitioner: who, from: addDays(toDate, 1), to: last })}
          >
            The days after that
          </Anchor>
        </Notice>
      ) : null}
      <Section
        title={
          touched.length === 0
            ? "Nothing is booked then"
            : touched.length === 1
              ? "One visit is touched"
              : `${touched.length} visits are touched`
        }
        id="touched"
      >
        {mayDo(actor, "edit_hours") ? (
          <ClearForm
            key={`${who}${fromDate}${toDate}${touched.map(({ appointmentId }) => appointmentId).join()}`}
            visits={touched.map((visit) => ({
              id: visit.appointmentId,
              who: visit.patientName ?? "Somebody booking online",
              when: when(visit.start),
              what: `${visit.serviceName}${practitionerId === null ? ` with ${visit.practitionerName}` : ""}`,
              reach: [visit.mobile ? phoneWords(visit.mobile) : null, visit.email].filter(Boolean).join(", "),
              mailed: visit.email !== null && visit.patientId !== null,
              free: visit.free.map((one) => ({ id: one.practitionerId, name: one.name })),
            }))}
            action={clearAction.bind(null, { practitionerId, fromDate, toDate })}
          />
        ) : (
          <p>Ask the front desk to block these days.</p>
        )}
      </Section>
    </Stack>
  );
}
