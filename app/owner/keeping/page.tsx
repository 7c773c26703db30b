// What is kept for the clinic: everything as one file for the owner, and the register of breaches.
import { optionsOf } from "@/components/ui/field";
import type { Metadata } from "next";
import { BreachForm } from "@/components/clinic/breach-form";
import { BreachList } from "@/components/clinic/breach-list";
import { RetentionForm } from "@/components/clinic/retention-form";
import { PrivacyForm } from "@/components/clinic/privacy-form";
import { DueRecords } from "@/components/patients/due-records";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { dataKinds, listBreaches, type BreachRow } from "@/lib/clinic/breaches";
import { loadPrivacyNotice, sayProcessors } from "@/lib/clinic/privacy-notice";
import { recordsDue, type RecordsDue } from "@/lib/patients/records-due";
import { mayDo } from "@/lib/permissions/permissions";
import { accountDoor, staffPage } from "@/lib/server/contexts";
import { rulesToCome } from "@/lib/patients/set-retention";
import { isProved } from "@/lib/staff/session-life";
import { sayDate, sayMoment } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { erasePatientAction, recordBreachAction, setPrivacyNoticeAction, setRetentionAction } from "./actions";

export const metadata: Metadata = { title: "Keeping" };

export default async function KeepingPage({ searchParams }: PageProps<"/owner/keeping">) {
  const erased = (await searchParams)["erased"] !== undefined;
  await staffPage("/owner/keeping", "keep_breaches");
  const { ctx, clinic, actor } = await accountDoor("/owner/keeping");
  const [breaches, notice, due, toCome] = await Promise.all([
    listBreaches(ctx),
    loadPrivacyNotice(ctx),
    recordsDue(ctx),
    rulesToCome(ctx),
  ]);
  const proved = isProved(actor.provedAt, ctx.now);
  const mayErase = mayDo(actor, "erase_patient");
  const day = (date: string) => sayDate(date, clinic.locale);
  const facts = (row: BreachRow) => [
    `${sayMoment(row.recordedAt, clinic.timeZone, clinic.locale)}, ${row.recordedBy}: ${row.happened}`,
    row.dataKinds.map((kind) => dataKinds[kind as keyof typeof dataKinds] ?? kind).join(", "),
    `${row.people} people${row.harmLikely ? ", significant harm possible" : ""}`,
    row.toldOn ? `Told on ${day(row.toldOn)}: ${row.told}` : "Nobody told yet",
  ];
  const title = (rows: BreachRow[]) => `Found on ${day(rows[0]!.foundOn)}`;
  return (
    <Stack gap="wide">
      <PageHead
        title="Keeping"
        lead={`What is kept for ${clinic.name}, what was lost of it, and what people are told about it.`}
      />
      {mayDo(actor, "export_clinic") ? (
        <Section
          title="Everything in one file"
          id="export"
          rule={false}
          hint="Each line of the file is one record as JSON: patients, visits, plans, notes, money, and who did what. It holds health records; keep it where only you can read it. Each copy is noted."
        >
          {proved ? (
            <form method="post" action="/api/owner/export">
              <Button type="submit" variant="secondary">
                Save the file
              </Button>
            </form>
          ) : (
            <LinkButton href="/account/confirm?next=/owner/keeping" variant="secondary">
              Type your password to save the file
            </LinkButton>
          )}
        </Section>
      ) : null}
      <Section title="Records whose time is over" id="due" hint={ruleWords(due.rule)}>
        {erased ? (
          <div className="mb-4">
            <Notice tone="success" live title="The record is erased." />
          </div>
        ) : null}
        {due.records.length && mayErase && !proved ? (
          <div className="mb-4">
            <LinkButton href="/account/confirm?next=/owner/keeping" variant="secondary">
              Type your password to erase records
            </LinkButton>
          </div>
        ) : null}
        {due.records.length ? (
          <DueRecords
            lines={due.records.map((one) => ({
              id: one.patientId,
              name: one.name,
              detail: `Last entry ${day(one.lastEntryOn)}, kept until ${day(one.keptUntil)}`,
              held: one.held,
              erase: mayErase && proved ? erasePatientAction.bind(null, one.patientId) : null,
            }))}
          />
        ) : (
          <EmptyState title="No record may go yet">Each one stays until its day has come.</EmptyState>
        )}
      </Section>
      {mayErase ? (
        <Section
          title="How long records are kept"
          id="retention"
          hint={[
            "A shorter time lets records go sooner. Have your college and your lawyer confirm it; the rule before stays on record.",
            ...toCome.map(
              (rule) => `From ${day(rule.effectiveFrom)}: ${rule.yearsAfterLastEntry} years after the last entry.`,
            ),
          ].join(" ")}
        >
          {proved ? (
            <RetentionForm today={dateIn(ctx.now, clinic.timeZone)} rule={due.rule} action={setRetentionAction} />
          ) : (
            <LinkButton href="/account/confirm?next=/owner/keeping" variant="secondary">
              Type your password to set another rule
            </LinkButton>
          )}
        </Section>
      ) : null}
      <Section
        title="Breaches"
        id="breaches"
        hint="Every one, also those of which nobody had to be told. Nothing here can be changed."
      >
        {breaches.length ? (
          <BreachList
            lines={breaches.map(({ breachId, rows }) => ({
              id: breachId,
              title: title(rows),
              detail: `${rows.length === 1 ? "1 entry" : `${rows.length} entries`}`,
              facts: rows.flatMap(facts),
            }))}
          />
        ) : (
          <EmptyState title="No breach is written down">May it stay so.</EmptyState>
        )}
      </Section>
      <Section title="Write down a breach" id="write">
        <BreachForm
          kinds={optionsOf(dataKinds)}
          known={breaches.map(({ breachId, rows }) => ({ value: breachId, label: title(rows) }))}
          today={dateIn(ctx.now, clinic.timeZone)}
          action={recordBreachAction}
        />
      </Section>
      <Section
        title="What the privacy page names"
        id="privacy"
        hint={
          notice
            ? `So since ${sayMoment(notice.setAt, clinic.timeZone, clinic.locale)}. What stood there before stays on record.`
            : "Nobody is named yet: the page asks people to write to the clinic."
        }
      >
        <PrivacyForm
          officerName={notice?.officerName ?? ""}
          officerContact={notice?.officerContact ?? ""}
          keptIn={notice?.keptIn ?? ""}
          processors={sayProcessors(notice?.processors ?? [])}
          action={setPrivacyNoticeAction}
        />
      </Section>
    </Stack>
  );
}

/** The rule in force, as a reader needs it. */
function ruleWords(rule: RecordsDue["rule"]): string {
  if (!rule) return "The clinic has no rule for how long records are kept, so none may go.";
  const { yearsAfterLastEntry, yearsAfterMajority, ageOfMajority, source } = rule;
  return `Kept for ${yearsAfterLastEntry} years after the last entry, or ${yearsAfterMajority} years after the patient turned ${ageOfMajority}, whichever is later. ${source}. A hold on the patient’s page keeps a record longer.`;
}
