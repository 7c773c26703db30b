// What the desk says to somebody whose role does not include a page.
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";

export default function NotForYou() {
  return (
    <Stack>
      <PageHead
        title="This page is not part of your role"
        lead="The clinic’s owner decides who does what. Nothing was changed."
      />
      <div>
        <LinkButton href="/account">Go to your account</LinkButton>
      </div>
    </Stack>
  );
}
