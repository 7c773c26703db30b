// A check-in before or after a visit, or whenever something is new.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { CheckInForm } from "@/components/following/check-in-form";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { PageHead } from "@/components/ui/page-head";
import { newId } from "@/lib/ids";
import { careLinesOf } from "@/lib/intake/care-lines";
import { viewCheckIn } from "@/lib/plans/view-check-in";
import { mePage } from "@/lib/server/me-door";
import { sayMoment } from "@/lib/time/say";
import { checkInAction } from "../actions";

export const metadata: Metadata = { title: "Check in", robots: { index: false } };

export default async function CheckInPage({ params }: PageProps<"/[clinic]/me/check-in">) {
  const { clinic: slug } = await params;
  const { ctx, clinic } = await mePage(slug);
  const asked = await viewCheckIn(ctx);
  if (!asked) redirect(`/${slug}/me` as Route);
  const { emergency } = careLinesOf(clinic.region);
  const when = asked.visitStart ? sayMoment(asked.visitStart, clinic.timeZone, clinic.locale) : null;
  const leads = {
    before: `Two minutes before your visit, ${when}.`,
    after: `Two minutes about your visit, ${when}, and the days since.`,
    between: "Two minutes, whenever something has changed.",
  };
  return (
    <div className="flex flex-col gap-8">
      <PageHead back={{ href: `/${slug}/me`, label: "Your pages" }} title="How are you?" lead={leads[asked.kind]} />
      <EmergencyNotice number={emergency} />
      <CheckInForm
        checkInId={newId()}
        kind={asked.kind}
        asksHeadacheDays={asked.asksHeadacheDays}
        countedHeadacheDays={asked.countedHeadacheDays}
        asksAbility={asked.asksAbility}
        questions={asked.questions.map(({ id, text, answers, when: follows }) => ({
          id,
          text,
          answers,
          ...(follows ? { followsYesOf: follows.question } : {}),
        }))}
        emergency={emergency}
        action={checkInAction.bind(null, slug)}
      />
    </div>
  );
}
