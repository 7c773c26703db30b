// Asks for the password once more and leads back.
import type { Metadata } from "next";
import { ConfirmForm } from "@/components/people/confirm-form";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { accountDoor, signedIn } from "@/lib/server/contexts";
import { localPath } from "../../sign-in/local-path";
import { confirmAction } from "../actions";

export const metadata: Metadata = { title: "Your password, please" };

export default async function ConfirmPage({ searchParams }: PageProps<"/account/confirm">) {
  const next = localPath((await searchParams)["next"]);
  await accountDoor(next);
  const person = await signedIn();
  return (
    <Stack gap="wide">
      <PageHead title="Your password, please" lead="What comes next is sensitive, so we make sure that it is you." />
      <ConfirmForm next={next} email={person?.email ?? ""} action={confirmAction} />
    </Stack>
  );
}
