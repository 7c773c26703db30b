// Who signs in for the clinic, and who is invited to; each line with its end.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table } from "@/components/ui/table";

type Person = { id: string; name: string; email: string; role: string };

const columns = [
  { key: "name", label: "Name" },
  { key: "role", label: "Role" },
  { key: "email", label: "E-mail" },
] as const;

export function MemberList({
  members,
  end,
}: {
  members: readonly (Person & { factorOn: boolean; canEnd: boolean })[];
  end: Act;
}) {
  return (
    <Table
      caption="Members"
      captionHidden
      columns={[
        ...columns,
        { key: "factor", label: "Second factor" },
        { key: "end", label: "End", hideLabel: true, align: "end" },
      ]}
      rows={members.map(({ id, name, email, role, factorOn, canEnd }) => ({
        id,
        cells: {
          name,
          role,
          email: <span className="break-all">{email}</span>,
          factor: factorOn ? "On" : "Off",
          end: canEnd ? (
            <details className="text-end">
              <summary className="link inline-block py-0.5 text-sm">
                End<span className="sr-only"> the membership of {name}</span>
              </summary>
              <ActForm action={end} className="flex flex-col items-end gap-2 pt-2">
                <input type="hidden" name="member" value={id} />
                <p className="text-sm">{name} is signed out at once. What they wrote stays.</p>
                <SubmitButton variant="danger" size="small" pendingLabel="Ending…">
                  End the membership<span className="sr-only"> of {name}</span>
                </SubmitButton>
              </ActForm>
            </details>
          ) : null,
        },
      }))}
    />
  );
}

export function InvitationList({
  invitations,
  withdraw,
}: {
  invitations: readonly (Person & { until: string })[];
  withdraw: Act;
}) {
  return (
    <Table
      caption="Invitations on their way"
      captionHidden
      columns={[
        ...columns,
        { key: "until", label: "Open until" },
        { key: "withdraw", label: "Withdraw", hideLabel: true, align: "end" },
      ]}
      rows={invitations.map(({ id, name, email, role, until }) => ({
        id,
        cells: {
          name,
          role,
          email: <span className="break-all">{email}</span>,
          until,
          withdraw: (
            <ActForm action={withdraw}>
              <input type="hidden" name="invitation" value={id} />
              <SubmitButton variant="secondary" size="small" pendingLabel="Withdrawing…">
                Withdraw<span className="sr-only"> the invitation to {name}</span>
              </SubmitButton>
            </ActForm>
          ),
        },
      }))}
    />
  );
}
