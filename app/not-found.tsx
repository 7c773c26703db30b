// The answer to an address that leads nowhere.
import type { Metadata } from "next";
import { connection } from "next/server";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { TaperDots } from "@/components/ui/taper-dots";

export const metadata: Metadata = { title: "Nothing at this address" };

export default async function NotFound() {
  // A page made at build time has no nonce, so its scripts would not run.
  await connection();
  return (
    <main className="patient mx-auto flex min-h-dvh max-w-2xl flex-col justify-center px-5 py-16 sm:px-8">
      <Stack>
        <TaperDots r={5} filled={0} />
        <PageHead
          title="There is nothing at this address"
          lead="The link may be old or cut short, or the visit or clinic it belongs to may have moved."
        />
        <p>
          If the link came in an e-mail, open it again from there. If it still ends here, call your clinic: your booking
          is not affected by this page.
        </p>
        <div>
          <LinkButton href="/">Go to the front page</LinkButton>
        </div>
      </Stack>
    </main>
  );
}
