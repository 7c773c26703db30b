// Step 3: the health questions on two pages, the emergency line on the first.
import type { Metadata } from "next";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { ScreenForm } from "@/components/intake/screen-form";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { PageHead } from "@/components/ui/page-head";
import { careLinesOf } from "@/lib/intake/care-lines";
import { currentScreen } from "@/lib/intake/current-screen";
import { openBookingDraft } from "@/lib/server/booking-draft";
import { healthAction } from "../actions";

export const metadata: Metadata = { title: "Health questions (step 3 of 4)" };

export default async function HealthPage({ params, searchParams }: PageProps<"/[clinic]/book/health">) {
  const { clinic: slug } = await params;
  const page = (await searchParams)["page"] === "background" ? "background" : "now";
  const { clinic, draft } = await openBookingDraft(slug);
  if (!draft.serviceId || !draft.holdId) redirect(`/${slug}` as Route);
  if (!draft.detailsDone) redirect(`/${slug}/book/details` as Route);
  const { version, questions } = currentScreen();
  const first = page === "now";
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={
          first
            ? { href: `/${slug}/book/details`, label: "Who comes" }
            : { href: `/${slug}/book/health`, label: "Questions before" }
        }
        steps={{ current: 3, total: 4, label: first ? "Health, page 1 of 2" : "Health, page 2 of 2" }}
        title={first ? "Is any of this happening now?" : "Anything your practitioner should know?"}
        lead="These answers decide whether hands-on care is right for now. They stay with the clinic."
      />
      {first ? <EmergencyNotice number={careLinesOf(clinic.region).emergency} /> : null}
      <ScreenForm
        key={page}
        page={page}
        questions={questions
          .filter((question) => question.page === page)
          .map(({ id, text, answers, when }) => ({
            id,
            text,
            answers,
            ...(when ? { followsYesOf: when.question } : {}),
          }))}
        initial={draft.screenVersion === version ? draft.answers : {}}
        submitLabel={first ? "Continue" : "Continue to check"}
        action={healthAction.bind(null, slug)}
      />
    </div>
  );
}
