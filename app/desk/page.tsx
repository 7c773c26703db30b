// The day: who comes, to whom, when, and what each visit still needs.
import type { Metadata } from "next";
import { DayBoard } from "@/components/desk/day-board";
import { DeskKeys } from "@/components/desk/desk-keys";
import { SendingDate, SendingSelect } from "@/components/desk/sending-select";
import { Button, LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Stack } from "@/components/ui/section";
import { Toolbar } from "@/components/ui/toolbar";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayShortDate, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { daySheet } from "./day-data";
import { address, askedFor, dateAsked } from "./door";

export const metadata: Metadata = { title: "Day" };

export default async function DayPage({ searchParams }: PageProps<"/desk">) {
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage(address("/desk", { date: askedFor(asked, "date") }), "see_day");
  const today = dateIn(ctx.now, clinic.timeZone);
  const date = dateAsked(asked, "date", today);
  const sheet = await daySheet(ctx, clinic, date);
  const wanted = askedFor(asked, "practitioner");
  const practitionerId = sheet.columns.some((column) => column.id === wanted) ? (wanted ?? null) : null;
  const on = (day: string) => address("/desk", { date: day, practitioner: practitionerId ?? undefined });
  const [before, after] = [addDays(date, -1), addDays(date, 1)];
  const book = address("/desk/book", { date, practitioner: practitionerId ?? undefined });
  const visits = sheet.columns.flatMap((column) => column.visits);
  const toReview = visits.filter((visit) => (visit.review || visit.changed) && visit.status !== "cancelled").length;
  return (
    <Stack gap="tight">
      <PageHead
        over={`${sheet.isToday ? "Today. " : ""}${sayZone(clinic.timeZone)}`}
        title={sheet.title}
        actions={
          <>
            <PrintButton size="small" />
            <LinkButton href={book} size="small" icon="plus">
              New visit
            </LinkButton>
          </>
        }
      />
      <Toolbar
        label="Which day"
        end={
          <DeskKeys
            keys={[
              { key: "ArrowLeft", label: "The day before", href: on(before) },
              { key: "ArrowRight", label: "The day after", href: on(after) },
              { key: "t", label: "Today", href: on(today) },
              { key: "n", label: "New visit", href: book },
              { key: "/", label: "Find a patient", href: "/desk/patients" },
            ]}
          />
        }
      >
        <LinkButton href={on(before)} variant="secondary" size="small" icon="chevron-left">
          {sayShortDate(before, clinic.locale).split(",")[0]}
        </LinkButton>
        <LinkButton href={on(today)} variant="secondary" size="small" aria-current={sheet.isToday ? "date" : undefined}>
          Today
        </LinkButton>
        <LinkButton href={on(after)} variant="secondary" size="small" iconAfter="chevron-right">
          {sayShortDate(after, clinic.locale).split(",")[0]}
        </LinkButton>
        <form className="flex flex-wrap gap-2" key={`${date}${practitionerId}`}>
          <SendingDate label="Day" name="date" defaultValue={date} />
          <SendingSelect
            label="Practitioner"
            name="practitioner"
            defaultValue={practitionerId ?? ""}
            options={[
              { value: "", label: "Everybody" },
              ...sheet.columns.map((column) => ({ value: column.id, label: column.name })),
            ]}
          />
          <noscript>
            <Button type="submit" size="small" variant="secondary">
              Show
            </Button>
          </noscript>
        </form>
      </Toolbar>
      {toReview > 0 ? (
        <Notice tone="warning">
          {toReview === 1 ? "One visit needs" : `${toReview} visits need`} a clinician’s look at the health answers
          before treatment.
        </Notice>
      ) : null}
      <DayBoard key={`${date}${practitionerId}`} first={sheet} practitionerId={practitionerId} />
    </Stack>
  );
}
