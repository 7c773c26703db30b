// For those whose role does not include the owner's pages.
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";

export default function NotYours() {
  return (
    <Stack>
      <PageHead
        title="This page is for owners and managers"
        lead="Your role does not include it. The clinic’s owner can change that."
      />
      <div>
        <LinkButton href="/desk">Go to the desk</LinkButton>
      </div>
    </Stack>
  );
}
