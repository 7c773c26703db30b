// Who has a membership now, those whose month is open first.
import { Anchor } from "@/components/ui/anchor";
import { Table } from "@/components/ui/table";
import type { MemberLine } from "@/lib/payments/memberships";

type Props = { members: readonly MemberLine[]; say: (minor: number) => string; day: (at: Date) => string };

export const MemberTable = ({ members, say, day }: Props) => (
  <Table
    caption="Who has a membership"
    captionHidden
    columns={[
      { key: "who", label: "Patient" },
      { key: "name", label: "Membership" },
      { key: "since", label: "Since" },
      { key: "month", label: "A month", align: "end" },
      { key: "stands", label: "How it stands" },
    ]}
    rows={members.map((one) => ({
      id: one.membershipId,
      cells: {
        who: (
          <Anchor href={`/desk/patients/${one.patientId}#membership`} className="link">
            {one.patientName}
          </Anchor>
        ),
        name: one.name,
        since: day(one.beganAt),
        month: say(one.monthMinor),
        stands: standing(one, day),
      },
    }))}
  />
);

function standing({ refusal, cancelled, periodEndsAt }: MemberLine, day: (at: Date) => string): string {
  if (refusal) return refusal === "declined" ? "Month open: the card said no" : "Month open: the bank asks";
  const at = periodEndsAt ? day(periodEndsAt) : "";
  return cancelled ? `Ends on ${at}` : `Next charge on ${at}`;
}
