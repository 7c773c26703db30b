// Opens a clinic of one's own.
import type { Metadata } from "next";
import { connection } from "next/server";
import { OpenClinicForm } from "@/components/clinic/open-clinic-form";
import { Anchor } from "@/components/ui/anchor";
import { Mark } from "@/components/ui/mark";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { places } from "@/lib/clinic/regions";
import { knownDisciplines } from "@/lib/clinic/starting-services";
import { env } from "@/lib/env";
import { openClinicAction } from "./actions";

export const metadata: Metadata = { title: "Open your clinic" };

export default async function StartPage() {
  // Rendered per request: the address it stands at is known only once everything runs.
  await connection();
  return (
    <main className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-10 px-5 py-8 sm:px-8 sm:py-12">
      <Anchor href="/" className="flex items-center gap-3 self-start font-semibold text-ink no-underline">
        <Mark />
        Taper
      </Anchor>
      <Stack gap="wide">
        <PageHead
          title="Open your clinic"
          lead="A few facts now; rooms, people, hours and prices next. Patients see nothing until you publish it."
        />
        <OpenClinicForm
          places={places.map(({ code, label }) => ({ value: code, label }))}
          disciplines={knownDisciplines.map(({ code, name, about }) => ({ value: code, label: name, hint: about }))}
          host={new URL(env().PUBLIC_URL).host}
          action={openClinicAction}
        />
      </Stack>
    </main>
  );
}
