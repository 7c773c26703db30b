// Asks for the password once more and leads back.
import type { Metadata } from "next";
import { ConfirmForm } from "@/components/people/confirm-form";
import { PasskeyButton } from "@/components/people/passkey-button";
import { buttonClass } from "@/components/ui/button-class";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { accountDoor, signedIn } from "@/lib/server/contexts";
import { listPasskeys } from "@/lib/staff/passkeys";
import { askForPasskeyAction } from "../../sign-in/actions";
import { localPath } from "../../sign-in/local-path";
import { confirmAction, confirmByPasskeyAction } from "../actions";

export const metadata: Metadata = { title: "Your password, please" };

export default async function ConfirmPage({ searchParams }: PageProps<"/account/confirm">) {
  const next = localPath((await searchParams)["next"]);
  const { ctx, me, clinic } = await accountDoor(next);
  const [person, passkeys] = await Promise.all([signedIn(), listPasskeys(ctx, me)]);
  return (
    <Stack gap="wide">
      <PageHead
        title={me.vouched ? "Is it you?" : "Your password, please"}
        lead="What comes next is sensitive, so we make sure that it is you."
      />
      {me.vouched ? null : <ConfirmForm next={next} email={person?.email ?? ""} action={confirmAction} />}
      {passkeys.length ? (
        <PasskeyButton
          deed="use"
          label="Use your passkey instead"
          begin={askForPasskeyAction}
          finish={confirmByPasskeyAction}
          next={next}
        />
      ) : null}
      {me.vouched ? (
        <a
          href={`/sign-in/with/${clinic.slug}?again=yes&next=${encodeURIComponent(next)}`}
          rel="nofollow"
          className={buttonClass({ variant: "secondary" })}
        >
          Prove it at the sign-in of {clinic.name}
        </a>
      ) : null}
    </Stack>
  );
}
