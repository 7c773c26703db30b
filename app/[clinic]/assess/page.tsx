// "Should I be assessed?": a helper that sends to an emergency, to a doctor, or to an assessment. It keeps nothing.
import type { Metadata } from "next";
import { AssessForm } from "@/components/intake/assess-form";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { optionsOf } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { durations, places, warningQuestions } from "@/lib/intake/assess-helper";
import { careLinesOf } from "@/lib/intake/care-lines";
import { publicPage } from "@/lib/server/contexts";
import { assessAction } from "./actions";

export const metadata: Metadata = {
  title: "Should I be assessed?",
  description: "Three plain questions: whether to see a doctor first, or to book an assessment.",
};

export default async function AssessPage({ params }: PageProps<"/[clinic]/assess">) {
  const { clinic } = await publicPage((await params).clinic);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${clinic.slug}`, label: clinic.name }}
        title="Should I be assessed?"
        lead="Three questions. They cannot say what you have; they say where to turn next. Your answers are not kept."
      />
      <EmergencyNotice number={careLinesOf(clinic.region).emergency} />
      <AssessForm
        here={`/${clinic.slug}/assess`}
        places={optionsOf(places)}
        durations={optionsOf(durations)}
        signs={warningQuestions
          .filter(({ when }) => !when)
          .map(({ id, text }) => {
            const further = warningQuestions.find(({ when }) => when?.question === id);
            return {
              value: id,
              label: text,
              further: further ? { id: further.id, text: further.text, answers: further.answers } : null,
            };
          })}
        action={assessAction.bind(null, clinic.slug)}
      />
    </div>
  );
}
