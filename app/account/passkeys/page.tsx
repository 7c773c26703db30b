// One's passkeys: make one on this device, see them, remove them.
import type { Metadata } from "next";
import { PasskeyButton } from "@/components/people/passkey-button";
import { PasskeyList } from "@/components/people/passkey-list";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { provedDoor } from "@/lib/server/contexts";
import { listPasskeys } from "@/lib/staff/passkeys";
import { sayDay } from "@/lib/time/say";
import { addPasskeyAction, beginPasskeyAction, dropPasskeyAction } from "../actions";

export const metadata: Metadata = { title: "Passkeys" };

export default async function PasskeysPage() {
  const { ctx, me, clinic } = await provedDoor("/account/passkeys");
  const passkeys = await listPasskeys(ctx, me);
  const say = (at: Date) => sayDay(at, clinic.timeZone, clinic.locale);
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/account", label: "Your account" }}
        title="Passkeys"
        lead="A passkey signs you in with your finger, face or the PIN of your device. It cannot be guessed, and no other site can ask for it."
      />
      {passkeys.length ? (
        <PasskeyList
          passkeys={passkeys.map(({ id, device, since, lastUsedAt }) => ({
            id,
            device,
            since: say(since),
            used: lastUsedAt ? say(lastUsedAt) : "not yet",
          }))}
          remove={dropPasskeyAction}
        />
      ) : null}
      <PasskeyButton
        deed="make"
        label={passkeys.length ? "Make one on this device too" : "Make a passkey on this device"}
        variant={passkeys.length ? "secondary" : "primary"}
        begin={beginPasskeyAction}
        finish={addPasskeyAction}
      />
    </Stack>
  );
}
