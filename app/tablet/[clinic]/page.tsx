// A tablet of the clinic: asks for the desk's code, shows the one form that it opens, and says when to give the tablet back.
import type { Metadata } from "next";
import { CheckInForm } from "@/components/following/check-in-form";
import { checkInWords, warningWords } from "@/components/following/check-in-words";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { saidQuestions } from "@/components/intake/said-questions";
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
import { sayCare, wordingShown } from "@/lib/intake/care-texts";
import type { Language } from "@/lib/languages/language";
import { tellAll } from "@/lib/languages/tell";
import { wordsOf } from "@/lib/languages/words";
import { viewTabletForm, type TabletView } from "@/lib/plans/tablet-form";
import { publicPage } from "@/lib/server/contexts";
import { careLanguage, ownTell, pageWords, spokenLanguage } from "@/lib/server/language";
import { tabletSeen } from "@/lib/server/tablet-door";
import { closeTabletAction, openTabletAction, sendTabletAction } from "./actions";

export const metadata: Metadata = { title: "Tablet", robots: { index: false }, referrer: "no-referrer" };

/** After so long without a touch the page closes; half a minute before, it asks. */
const idleSeconds = 180;

export default async function TabletPage({ params, searchParams }: PageProps<"/tablet/[clinic]">) {
  const { clinic: slug } = await params;
  const asked = await searchParams;
  const { clinic } = await publicPage(slug, true);
  const door = await tabletSeen(slug);
  const { tablet } = await pageWords();
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
              title={sent === "speak" ? tablet.speak : tablet.thanks}
            />
          )}
          <div lang="en" className="flex flex-col gap-8">
            <PageHead title="For the desk" lead="The code from the visit’s page opens one form, once." />
            <TabletCodeForm code={code} action={openTabletAction.bind(null, slug)} />
          </div>
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
      <TabletGuard end={end} idleSeconds={idleSeconds} words={{ idle: tablet.idle, idleMore: tablet.idleMore }} />
      <div className="flex flex-col gap-8">
        <PageHead {...tablet[view.form]} />
        <TabletForm
          view={view}
          slug={slug}
          emergency={careLinesOf(clinic.region).emergency}
          care={await careLanguage(door.ctx)}
        />
        <ActForm action={closeTabletAction.bind(null, slug)}>
          <SubmitButton variant="quiet" pendingLabel={tablet.closing}>
            {view.form === "done" ? tablet.close : tablet.unsent}
          </SubmitButton>
        </ActForm>
      </div>
    </TabletShell>
  );
}

/** `care` is the language of what is said about health: English until the clinic has approved another. */
type FormProps = { view: TabletView; slug: string; emergency: string; care: Language };

async function TabletForm({ view, slug, emergency, care }: FormProps) {
  const send = sendTabletAction.bind(null, slug);
  const { tablet } = await pageWords();
  const t = await ownTell();
  const say = (english: string) => sayCare(care, english);
  const kept = care === (await spokenLanguage()) ? null : <Notice title={tablet.inEnglish} />;
  switch (view.form) {
    case "intake":
      return (
        <>
          {kept}
          <div lang={care} className="flex flex-col gap-8">
            <EmergencyNotice number={emergency} language={care} />
            <ScreenForm
              page="now"
              questions={saidQuestions(view.questions, say)}
              initial={{}}
              shown={wordingShown(care)}
              submitLabel={wordsOf(care).tablet.send}
              words={wordsOf(care).booking.healthForm}
              action={send}
            />
          </div>
        </>
      );
    case "check_in":
      return (
        <>
          {kept}
          <div lang={care}>
            <EmergencyNotice number={emergency} language={care} />
          </div>
          <CheckInForm
            checkInId={newId()}
            shown={wordingShown(care)}
            kind={view.asked.kind}
            asksHeadacheDays={view.asked.asksHeadacheDays}
            counted={
              view.asked.countedHeadacheDays === null
                ? null
                : t(`Your diary counts ${view.asked.countedHeadacheDays} headache days in the last four weeks.`)
            }
            asksAbility={view.asked.asksAbility}
            questions={saidQuestions(view.asked.questions, say)}
            emergency={say(`If this is an emergency, call ${emergency} now.`)}
            words={tellAll(t, checkInWords)}
            warning={{ ...tellAll(say, warningWords), lang: care }}
            action={send}
          />
        </>
      );
    case "consent":
      return <ConsentForm t={t} {...view.text} action={send} />;
    case "done":
      return null;
  }
}
