// Who did what, for the owner: by person, patient and day, with the chain followed to its head.
import type { Metadata } from "next";
import { deedWords } from "@/components/audit/deed-words";
import { TrailFilterForm } from "@/components/audit/trail-filter";
import { TrailTable } from "@/components/audit/trail-table";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { viewTrail, type TrailLine, type TrailView } from "@/lib/audit/audit-trail";
import { isId } from "@/lib/ids";
import { staffPage } from "@/lib/server/contexts";
import { addDays, isDate } from "@/lib/time/dates";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { dateIn, instantAt } from "@/lib/time/zone";
import { address, one } from "../door";

export const metadata: Metadata = { title: "Who did what" };

const kinds: Record<string, string> = {
  patient: "The patient",
  guardian: "The patient’s guardian",
  guest: "Somebody online",
  system: "Taper itself",
};

function ChainNotice({ chain, whole }: { chain: TrailView["chain"]; whole: string | null }) {
  const { rows, from, broken } = chain;
  if (broken.length)
    return (
      <Notice
        tone="stop"
        title={`The record was tampered with, at ${broken.length === 1 ? "one place" : `${broken.length} places`}.`}
      >
        {`Rows ${broken.slice(0, 10).join(", ")}${broken.length > 10 ? " and more" : ""} are not what was written. Keep a copy of the database, and write it down as a breach.`}
      </Notice>
    );
  return (
    <Notice
      tone="success"
      title={
        from === 1 ? `All ${rows} rows are as they were written.` : `The latest ${rows} rows are as they were written.`
      }
    >
      {whole ? (
        <Anchor href={whole} className="link">
          Check all rows from the first
        </Anchor>
      ) : null}
    </Notice>
  );
}

export default async function AuditPage({ searchParams }: PageProps<"/owner/audit">) {
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage("/owner/audit", "see_audit");
  const [person, patient, day] = ["person", "patient", "day"].map((name) => one(asked, name));
  const before = Number(one(asked, "before"));
  const chosen = {
    person: person && isId(person) ? person : undefined,
    patient: patient?.trim().slice(0, 100) || undefined,
    day: day && isDate(day) ? day : undefined,
  };
  const midnight = (date: string) => instantAt(date, 0, clinic.timeZone);
  const view = await viewTrail(
    ctx,
    {
      memberId: chosen.person,
      patientName: chosen.patient,
      day: chosen.day ? { from: midnight(chosen.day), to: midnight(addDays(chosen.day, 1)) } : undefined,
      before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
    },
    { whole: one(asked, "chain") === "whole" },
  );
  const today = dateIn(ctx.now, clinic.timeZone);
  const when = (at: Date) => {
    const year = dateIn(at, clinic.timeZone).slice(0, 4);
    const shortDay = sayShortDay(at, clinic.timeZone, clinic.locale);
    return `${year === today.slice(0, 4) ? "" : `${year}, `}${shortDay}, ${sayTime(at, clinic.timeZone, clinic.locale)}`;
  };
  const who = ({ memberName, actorKind }: TrailLine) => memberName ?? kinds[actorKind] ?? actorKind;
  return (
    <Stack gap="wide">
      <PageHead
        title="Who did what"
        lead={`Every change and every look at a record of ${clinic.name}, as it was written then. Nothing here can be changed.`}
      />
      <ChainNotice
        chain={view.chain}
        whole={view.chain.from === 1 ? null : address("/owner/audit", { ...chosen, chain: "whole" })}
      />
      <Section
        title="Deeds"
        id="deeds"
        rule={false}
        hint={`Newest first. Your own look at this page stands among them.`}
      >
        <div className="mb-6">
          <TrailFilterForm members={view.members} chosen={chosen} today={today} />
        </div>
        {view.lines.length ? (
          <TrailTable
            caption="Who did what"
            rows={view.lines.map((line) => ({
              id: String(line.seq),
              when: when(line.at),
              who: who(line),
              what: deedWords(line.deed),
              why: line.reason,
              patient: line.patientName ?? "",
            }))}
          />
        ) : (
          <EmptyState title="Nothing was done here">
            No deed of this person, patient and day. Choose another, or show everything.
          </EmptyState>
        )}
        {view.next ? (
          <p className="no-print mt-4">
            <Anchor href={address("/owner/audit", { ...chosen, before: String(view.next) })} className="link">
              Earlier
            </Anchor>
          </p>
        ) : null}
      </Section>
    </Stack>
  );
}
