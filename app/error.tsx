"use client";
// What someone sees when a page could not be made: calm, with a way on.
import { Button, LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { TaperDots } from "@/components/ui/taper-dots";

function referenceOf(error: unknown): string | undefined {
  return typeof error === "object" && error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : undefined;
}

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = referenceOf(error);
  return (
    <main className="patient mx-auto flex min-h-dvh max-w-2xl flex-col justify-center px-5 py-16 sm:px-8">
      <Stack>
        <TaperDots r={5} filled={2} />
        <PageHead
          title="This page did not come up"
          lead="Something on our side stopped it. Nothing you had already confirmed is lost, and nothing was charged by this page."
        />
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => retry()}>Try this page again</Button>
          <LinkButton href="/" variant="secondary">
            Go to the front page
          </LinkButton>
        </div>
        {reference ? <p className="text-sm text-soft">If you call us about it, say “{reference}”.</p> : null}
      </Stack>
    </main>
  );
}
