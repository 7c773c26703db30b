// Who owes how much, by how long ago, as of any day.
import type { Metadata } from "next";
import { payerWord } from "@/components/desk/fact-words";
import { OwingTable } from "@/components/payments/owing-table";
import { DayFilter } from "@/components/payments/report-filter";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Section, Stack } from "@/components/ui/section";
import { formatMoney } from "@/lib/money/money";
import { viewOwing } from "@/lib/payments/view-owing";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { dayOf } from "../asked";

export const metadata: Metadata = { title: "Who owes" };

export default async function OwingPage({ searchParams }: PageProps<"/owner/money/owing">) {
  const asked = await searchParams;
  const door = await staffPage("/owner/money/owing", "see_money");
  const { ctx, clinic } = door;
  const { asOf, today, patients, payers, totals } = await viewOwing(ctx, { asOf: dayOf(asked, "asOf", door) });
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const people = patients.length === 1 ? "one patient" : `${patients.length} patients`;
  const sentence = patients.length ? `${say(totals.patientsMinor)} is owed by ${people}` : "No patient owes anything";
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          over={`${clinic.name}. As of ${sayDate(asOf, clinic.locale)}`}
          title={payers.length ? `${sentence}, ${say(totals.payersMinor)} by insurers` : sentence}
          lead={`Counted from the day of the service.${
            totals.laterMinor
              ? ` Of it, ${say(totals.laterMinor)} is paid by instalments whose days are still to come.`
              : ""
          }`}
          actions={<PrintButton />}
        />
        <DayFilter
          action="/owner/money/owing"
          label="As of"
          name="asOf"
          value={asOf}
          today={today}
          links={asOf < today ? [{ href: "/owner/money/owing", label: "Today" }] : []}
        />
      </div>
      {patients.length || payers.length ? null : (
        <EmptyState title="Nothing is owed">
          Charges that are not paid yet stand here, by who owes them and for how long.
        </EmptyState>
      )}
      {patients.length ? (
        <Section title="Patients" id="patients">
          <OwingTable
            caption="What patients owe"
            who="Patient"
            lines={patients.map((line) => ({ ...line, href: `/desk/patients/${line.id}` }))}
            totals={totals.patients}
            totalMinor={totals.patientsMinor}
            laterMinor={totals.laterMinor}
            say={say}
          />
        </Section>
      ) : null}
      {payers.length ? (
        <Section title="Insurers and other payers" id="payers">
          <OwingTable
            caption="What payers owe"
            who="Payer"
            lines={payers.map((line) => ({ ...line, name: upper(payerWord[line.id] ?? line.id) }))}
            totals={totals.payers}
            totalMinor={totals.payersMinor}
            say={say}
          />
        </Section>
      ) : null}
    </Stack>
  );
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
