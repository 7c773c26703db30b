"use client";
// What the desk shows when a page could not be made.
import { Button, LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";

export default function DeskError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <Stack>
      <PageHead title="This page did not come up" lead="Nothing was changed by it. Try it again, or go to the day." />
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => retry()}>Try again</Button>
        <LinkButton href="/desk" variant="secondary">
          Go to today
        </LinkButton>
      </div>
    </Stack>
  );
}
