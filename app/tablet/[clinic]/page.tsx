// A tablet of the clinic: asks for the desk's code, shows the one form that it opens, and says when to give the tablet back.
import type { Metadata } from "next";
import { CheckInForm } from "@/components/following/check-in-form";
import { checkInWords, warningWords } from "@/components/following/check-in-words";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { ScreenForm } from "@/components/intake/screen-form";
import { ConsentForm } from "@/components/patients/consent-form";
import { TabletCodeForm } from "@/components/patients/tablet-code-form";
import { TabletGuard } from "@/components/patients/tablet-guard";
import { ActForm } from "@/components/desk/act-form";
import { TabletShell } from "@/components/ui/app-shell";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { newId } from "@/lib/ids";
import { careLinesOf } from "@/lib/intake/care-lines";
import { wordingShown } from "@/lib/intake/care-texts";
import { wordsOf } from "@/lib/languages/words";
import { viewTabletForm, type TabletView } from "@/lib/plans/tablet-form";
import { publicPage } from "@/lib/server/contexts";
import { tabletSeen } from "@/lib/server/tablet-door";
import { closeTabletAction, openTabletAction, sendTabletAction } from "./actions";

export const metadata: Metadata = { title: "Tablet", robots: { index: false }, referrer: "no-referrer" };

/** After so long without a touch the page closes; half a minute before, it asks. */
const idleSeconds = 180;

const heads: Record<TabletView["form"], { title: string; lead: string }> = {
  intake: { title: "Your health", lead: "Please answer every question. The clinic reads it before your visit." },
  check_in: { title: "How are you?", lead: "Two minutes. Your practitioner reads it before your visit." },
  consent: { title: "Please read and sign", lead: "Ask whoever handed you the tablet if something is not clear." },
  done: { title: "There is nothing to fill in", lead: "Please give the tablet back to the desk." },
};

export default async function TabletPage({ params, searchParams }: PageProps<"/tablet/[clinic]">) {
  const { clinic: slug } = await params;
  const asked = await searchParams;
  const { clinic } = await publicPage(slug, true);
  const door = await tabletSeen(slug);
  if (!door) {
    const sent = asked["sent"];
    const code = typeof asked["code"] === "string" ? asked["code"] : "";
    return (
      <TabletShell clinicName={clinic.name}>
        <div className="flex flex-col gap-8">
          {sent === undefined ? null : (
            <Notice
              tone={sent === "speak" ? "warning" : "success"}
              live
              title={
                sent === "speak"
                  ? "Thank you. Please speak with somebody at the desk now, before your visit."
                  : "Thank you. Please give the tablet back to the desk."
              }
            />
          )}
          <PageHead title="For the desk" lead="The code from the visit’s page opens one form, once." />
          <TabletCodeForm code={code} action={openTabletAction.bind(null, slug)} />
        </div>
      </TabletShell>
    );
  }
  const view = await viewTabletForm(door.ctx, door.form);
  const end = `/tablet/${slug}/end`;
  return (
    <TabletShell clinicName={clinic.name}>
      {/* Without a script nobody counts touches, so the page closes after a while whatever happens on it. */}
      <noscript>
        <meta httpEquiv="refresh" content={`${15 * 60};url=${end}`} />
      </noscript>
      <TabletGuard end={end} idleSeconds={idleSeconds} />
      <div className="flex flex-col gap-8">
        <PageHead {...heads[view.form]} />
        <TabletForm view={view} slug={slug} emergency={careLinesOf(clinic.region).emergency} />
        <ActForm action={closeTabletAction.bind(null, slug)}>
          <SubmitButton variant="quiet" pendingLabel="Closing…">
            {view.form === "done" ? "Close" : "Close without sending"}
          </SubmitButton>
        </ActForm>
      </div>
    </TabletShell>
  );
}

function TabletForm({ view, slug, emergency }: { view: TabletView; slug: string; emergency: string }) {
  const send = sendTabletAction.bind(null, slug);
  switch (view.form) {
    case "intake":
      return (
        <>
          <EmergencyNotice number={emergency} />
          <ScreenForm
            page="now"
            questions={view.questions.map(({ id, text, answers, when }) => ({
              id,
              text,
              answers,
              ...(when ? { followsYesOf: when.question } : {}),
            }))}
            initial={{}}
            shown={wordingShown("en")}
            submitLabel="Send"
            words={wordsOf("en").booking.healthForm}
            action={send}
          />
        </>
      );
    case "check_in":
      return (
        <>
          <EmergencyNotice number={emergency} />
          <CheckInForm
            checkInId={newId()}
            shown={wordingShown("en")}
            kind={view.asked.kind}
            asksHeadacheDays={view.asked.asksHeadacheDays}
            counted={
              view.asked.countedHeadacheDays === null
                ? null
                : `Your diary counts ${view.asked.countedHeadacheDays} headache days in the last four weeks.`
            }
            asksAbility={view.asked.asksAbility}
            questions={view.asked.questions.map(({ id, text, answers, when }) => ({
              id,
              text,
              answers,
              ...(when ? { followsYesOf: when.question } : {}),
            }))}
            emergency={`If this is an emergency, call ${emergency} now.`}
            words={checkInWords}
            warning={{ ...warningWords, lang: "en" }}
            action={send}
          />
        </>
      );
    case "consent":
      return <ConsentForm {...view.text} action={send} />;
    case "done":
      return null;
  }
}
