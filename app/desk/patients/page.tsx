// Finding a patient.
import type { Metadata } from "next";
import Form from "next/form";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Stack } from "@/components/ui/section";
import { findPatients } from "@/lib/patients/find-patients";
import { staffPage } from "@/lib/server/contexts";
import { askedFor } from "../door";

export const metadata: Metadata = { title: "Patients" };

export default async function PatientsPage({ searchParams }: PageProps<"/desk/patients">) {
  const query = askedFor(await searchParams, "q");
  const { ctx } = await staffPage("/desk/patients", "see_patient");
  const found = query ? await findPatients(ctx, { query }) : [];
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
      <Form action="/desk/patients" role="search" className="flex flex-wrap items-end gap-3">
        <TextField
          label="Find a patient"
          name="q"
          type="search"
          hint="Part of the name, an e-mail, the birth date as 1984-05-30, or the end of the phone number"
          defaultValue={query}
          autoComplete="off"
          // The page is for searching and nothing else.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          width="medium"
        />
        <Button type="submit" icon="search">
          Find
        </Button>
      </Form>
      {query === undefined ? null : found.length === 0 ? (
        <EmptyState title="Nobody found">
          Try fewer letters, or the birth date. A new patient is entered with the first visit.
        </EmptyState>
      ) : (
        <div>
          <p role="status" className="mb-2 text-sm text-soft">
            {found.length === 25 ? "The first 25; type more to narrow it down." : `${found.length} found`}
          </p>
          <RuleList label="Patients">
            {found.map((line) => (
              <RuleItem
                key={line.patientId}
                href={`/desk/patients/${line.patientId}`}
                title={line.name}
                detail={[line.birthDate ? `born ${line.birthDate}` : null, line.mobile, line.email]
                  .filter(Boolean)
                  .join(", ")}
              />
            ))}
          </RuleList>
        </div>
      )}
    </Stack>
  );
}
