// A PIN of one's own, for unlocking a shared desk.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { provedDoor } from "@/lib/server/contexts";
import { loadPin } from "@/lib/staff/unlock";
import { removePinAction, setPinAction } from "../actions";

export const metadata: Metadata = { title: "A PIN for the desk" };

export default async function PinPage() {
  const { ctx, me } = await provedDoor("/account/pin");
  const since = await loadPin(ctx, me);
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/account", label: "Your account" }}
        title={since ? "Another PIN for the desk" : "A PIN for the desk"}
        lead="It unlocks a desk where you signed in with your password or passkey before, and nothing else. Five wrong ones sign you out there."
      />
      <ActForm action={setPinAction} className="flex max-w-md flex-col items-start gap-5">
        <TextField
          label="PIN"
          name="pin"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={10}
          hint="Six to ten digits, not one after the other."
          required
        />
        <SubmitButton pendingLabel="Keeping…">Keep this PIN</SubmitButton>
      </ActForm>
      {since ? (
        <Section title="Without a PIN" id="without">
          <ActForm action={removePinAction}>
            <SubmitButton variant="secondary" pendingLabel="One moment…">
              Remove the PIN
            </SubmitButton>
          </ActForm>
        </Section>
      ) : null}
    </Stack>
  );
}
