// A desk that is locked: nothing of the clinic shows until it is opened again.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { ConfirmForm } from "@/components/people/confirm-form";
import { PasskeyButton } from "@/components/people/passkey-button";
import { PinForm } from "@/components/people/pin-form";
import { Anchor } from "@/components/ui/anchor";
import { PatientShell } from "@/components/ui/app-shell";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { lockedDoor, signedIn } from "@/lib/server/contexts";
import { readDeskToken } from "@/lib/server/cookies";
import { whoCanUnlock } from "@/lib/staff/unlock";
import { askForPasskeyAction, signInByPasskeyAction } from "../sign-in/actions";
import { localPath } from "../sign-in/local-path";
import { unlockByPasswordAction, unlockByPinAction } from "./actions";

export const metadata: Metadata = { title: "Locked", robots: { index: false } };

export default async function LockedPage({ searchParams }: PageProps<"/locked">) {
  const next = localPath((await searchParams)["next"]);
  const { ctx, me, actor, clinic, locked } = await lockedDoor(next);
  if (!locked) redirect(next as Route);
  const [people, person] = await Promise.all([
    whoCanUnlock(ctx, { deskToken: await readDeskToken(), userId: me.userId }),
    signedIn(),
  ]);
  return (
    <PatientShell clinicName={clinic.name} clinicHref={`/${clinic.slug}`}>
      <Stack gap="wide">
        <PageHead title="This desk is locked" lead={`${actor.name} is signed in here.`} />
        {people.length ? <PinForm next={next} people={people} action={unlockByPinAction} /> : null}
        <PasskeyButton
          deed="use"
          label="Use a passkey, whoever you are"
          begin={askForPasskeyAction}
          finish={signInByPasskeyAction}
          next={next}
        />
        {me.vouched ? null : (
          <Section title={`The password of ${actor.name}`} id="password">
            <ConfirmForm next={next} email={person?.email ?? ""} action={unlockByPasswordAction} />
          </Section>
        )}
        <Anchor href="/sign-in" className="link">
          Sign in as somebody else
        </Anchor>
      </Stack>
    </PatientShell>
  );
}
