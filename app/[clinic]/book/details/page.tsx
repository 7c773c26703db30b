// Step 3: who comes.
import type { Metadata } from "next";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { DetailsForm } from "@/components/booking/details-form";
import { HoldLine } from "@/components/booking/hold-line";
import { PageHead } from "@/components/ui/page-head";
import { openBookingDraft } from "@/lib/server/booking-draft";
import { detailsAction } from "../actions";

export const metadata: Metadata = { title: "Who comes (step 3 of 4)" };

export default async function DetailsPage({ params }: PageProps<"/[clinic]/book/details">) {
  const { clinic: slug } = await params;
  const { ctx, clinic, draft } = await openBookingDraft(slug);
  if (!draft.serviceId || !draft.holdId) redirect(`/${slug}` as Route);
  const { answers: _answers, screenVersion: _version, detailsDone: _done, ...typed } = draft;
  const initial = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value ?? "")]));
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/book/${draft.serviceId}`, label: "Choose another time" }}
        steps={{ current: 3, total: 4, label: "Who" }}
        title="Who comes?"
      />
      <HoldLine
        start={draft.start}
        until={draft.holdExpiresAt}
        now={ctx.now}
        zone={clinic.timeZone}
        locale={clinic.locale}
      />
      <DetailsForm initial={initial} action={detailsAction.bind(null, slug)} />
    </div>
  );
}
