// Patients, visits to come and balances of another system.
import type { Metadata } from "next";
import { ImportBoard } from "@/components/clinic/import-board";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { staffPage } from "@/lib/server/contexts";
import { importAction } from "./actions";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage() {
  await staffPage("/owner/setup/import", "import_records");
  return (
    <Stack gap="wide">
      <PageHead
        title="Import"
        lead="Bring patients, their coming visits and what they owe from where they were. The same file can be read in again: nothing is made twice, and nobody gets a message."
      />
      <ImportBoard action={importAction} />
    </Stack>
  );
}
