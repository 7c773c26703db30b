"use client";
// What someone sees when a page could not be made: calm, with a way on. Plain elements only: every page carries this file.
import { buttonClass } from "@/components/ui/button-class";

function referenceOf(error: unknown): string | undefined {
  return typeof error === "object" && error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : undefined;
}

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = referenceOf(error);
  return (
    <main className="patient mx-auto flex min-h-dvh max-w-2xl flex-col justify-center gap-6 px-5 py-16 sm:px-8">
      <h1 className="text-2xl tracking-[-0.012em]">This page did not come up</h1>
      <p className="text-lg text-soft">
        Something on our side stopped it. Nothing you had already confirmed is lost, and nothing was charged by this
        page.
      </p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className={buttonClass()} onClick={() => retry()}>
          Try this page again
        </button>
        <a href="/" className={buttonClass({ variant: "secondary" })}>
          Go to the front page
        </a>
      </div>
      {reference ? <p className="text-sm text-soft">If you call us about it, say “{reference}”.</p> : null}
    </main>
  );
}
