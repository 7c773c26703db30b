"use client";
// The last net: shown when even the frame of the page could not be made.
import "./globals.css";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-CA">
      <body>
        <title>This page did not come up – Taper</title>
        <main className="patient mx-auto flex min-h-dvh max-w-2xl flex-col justify-center px-5 py-16 sm:px-8">
          <Stack>
            <PageHead
              title="This page did not come up"
              lead="Something on our side stopped it. Nothing you had already confirmed is lost."
            />
            <div>
              <Button onClick={() => retry()}>Try this page again</Button>
            </div>
          </Stack>
        </main>
      </body>
    </html>
  );
}
