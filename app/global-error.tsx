"use client";
// The last net: shown when even the frame of the page could not be made. Plain elements only: every page carries this file.
import "./globals.css";
import { buttonClass } from "@/components/ui/button-class";

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-CA">
      <body>
        <title>This page did not come up – Taper</title>
        <main className="patient mx-auto flex min-h-dvh max-w-2xl flex-col justify-center gap-6 px-5 py-16 sm:px-8">
          <h1 className="text-2xl tracking-[-0.012em]">This page did not come up</h1>
          <p className="text-lg text-soft">
            Something on our side stopped it. Nothing you had already confirmed is lost.
          </p>
          <button type="button" className={buttonClass({}, "self-start")} onClick={() => retry()}>
            Try this page again
          </button>
        </main>
      </body>
    </html>
  );
}
