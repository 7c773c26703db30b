// Finding a patient.
import type { Metadata } from "next";
import { FindPeople } from "@/components/desk/find-people";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { staffPage } from "@/lib/server/contexts";
import { findPatientsAction } from "../find-actions";

export const metadata: Metadata = { title: "Patients" };

export default async function PatientsPage() {
  await staffPage("/desk/patients", "see_patient");
  return (
    <Stack>
      <PageHead
        title="Patients"
        actions={
          <LinkButton href="/desk/book" size="small" icon="plus">
            New visit
          </LinkButton>
        }
      />
      <FindPeople
        find={findPatientsAction}
        hint="Part of the name, an e-mail, the birth date as 1984-05-30, or the end of the phone number"
        listed="Patients"
        alone
        href="/desk/patients/__id__"
        none={
          <EmptyState title="Nobody found">
            Try fewer letters, or the birth date. A new patient is entered with the first visit.
          </EmptyState>
        }
      />
    </Stack>
  );
}
