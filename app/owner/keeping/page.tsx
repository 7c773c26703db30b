// What the owner takes along or is asked for: everything that is kept for the clinic, as one file.
import type { Metadata } from "next";
import { Button, LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { mayDo } from "@/lib/permissions/permissions";
import { accountDoor } from "@/lib/server/contexts";
import { isProved } from "@/lib/staff/session-life";
import { NotYours } from "../not-yours";

export const metadata: Metadata = { title: "Keeping" };

export default async function KeepingPage() {
  const { ctx, clinic, actor } = await accountDoor("/owner/keeping");
  if (!mayDo(actor, "export_clinic")) return <NotYours />;
  return (
    <Stack gap="wide">
      <PageHead title="Keeping" lead={`What is kept for ${clinic.name}, and how to take it along.`} />
      <Section
        title="Everything in one file"
        id="export"
        hint="Each line of the file is one record as JSON: patients, visits, plans, notes, money, and who did what. It holds health records; keep it where only you can read it. Each copy is noted."
      >
        {isProved(actor.provedAt, ctx.now) ? (
          <form method="post" action="/api/owner/export">
            <Button type="submit" variant="secondary">
              Save the file
            </Button>
          </form>
        ) : (
          <LinkButton href="/account/confirm?next=/owner/keeping" variant="secondary">
            Type your password to save the file
          </LinkButton>
        )}
      </Section>
    </Stack>
  );
}
