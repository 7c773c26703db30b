// A day is closed: what came in and went back, what was charged, and what it makes of credit and debt.
import type { Metadata } from "next";
import { DayCloseSheet } from "@/components/payments/day-close-sheet";
import { DayFilter } from "@/components/payments/report-filter";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Stack } from "@/components/ui/section";
import { formatMoney } from "@/lib/money/money";
import { viewDayClose, type DayCloseView } from "@/lib/payments/view-day-close";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayDate } from "@/lib/time/say";
import { seen } from "../../desk/door";
import { address } from "../door";
import { dayOf, placeOf } from "./asked";

export const metadata: Metadata = { title: "Day close" };

const noVisit = { id: "none", name: "Belongs to no visit" };

/** Nothing was ever owed or held, and nothing happened. */
const isEmpty = ({ methods, written, credit, giftCards, owed: { patients, payers } }: DayCloseView) =>
  !methods.length &&
  !written.length &&
  [credit.openingMinor, credit.closingMinor, patients.openingMinor, patients.closingMinor].every((minor) => !minor) &&
  [giftCards.openingMinor, giftCards.closingMinor].every((minor) => !minor) &&
  [payers.openingMinor, payers.closingMinor].every((minor) => !minor);

export default async function DayClosePage({ searchParams }: PageProps<"/owner/money">) {
  const asked = await searchParams;
  const door = await staffPage("/owner/money", "see_money");
  const { ctx, clinic } = door;
  const place = placeOf(asked);
  const view = await seen(() => viewDayClose(ctx, { day: dayOf(asked, "day", door), place }));
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const places = view.places.length > 1 ? [...view.places, noVisit] : [];
  const at = [...view.places, noVisit].find(({ id }) => id === place);
  const to = (day: string) => address("/owner/money", { day, place });
  const { receivedMinor, backMinor, netMinor, taxMinor, day, today } = view;
  const charged = netMinor + taxMinor;
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          over={`${clinic.name}${at ? `, ${at.name}` : ""}. ${sayDate(day, clinic.locale)}`}
          title={`${receivedMinor ? `${say(receivedMinor)} received` : "Nothing received"}${backMinor ? `, ${say(backMinor)} given back` : ""}`}
          lead={
            charged > 0
              ? `${say(charged)} charged${taxMinor > 0 ? `, of it ${say(taxMinor)} GST` : ""}.`
              : charged < 0
                ? `${say(-charged)} more taken off than charged.`
                : undefined
          }
          actions={<PrintButton />}
        />
        <DayFilter
          action="/owner/money"
          label="Day"
          name="day"
          value={day}
          today={today}
          places={places}
          place={place}
          links={[
            { href: to(addDays(day, -1)), label: "The day before" },
            ...(day < today ? [{ href: address("/owner/money", { place }), label: "Today" }] : []),
          ]}
        />
      </div>
      {isEmpty(view) ? (
        <EmptyState title="No money yet">
          What is charged when visits are finished, and what patients pay, is added up here day by day.
        </EmptyState>
      ) : (
        <DayCloseSheet figures={view} say={say} />
      )}
    </Stack>
  );
}
