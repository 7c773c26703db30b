// A person's passkeys, each with its end.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table } from "@/components/ui/table";

export type PasskeyRow = { id: string; device: string; since: string; used?: string };

export function PasskeyList({ passkeys, remove }: { passkeys: readonly PasskeyRow[]; remove: Act }) {
  return (
    <Table
      caption="Your passkeys"
      captionHidden
      columns={[
        { key: "device", label: "Made on" },
        { key: "since", label: "Since" },
        ...(passkeys.some(({ used }) => used !== undefined) ? [{ key: "used", label: "Last used" }] : []),
        { key: "end", label: "Remove", hideLabel: true, align: "end" },
      ]}
      rows={passkeys.map(({ id, device, since, used }) => ({
        id,
        cells: {
          device,
          since,
          used,
          end: (
            <ActForm action={remove}>
              <input type="hidden" name="passkey" value={id} />
              <SubmitButton variant="secondary" size="small" pendingLabel="Removing…">
                Remove
                <span className="sr-only">
                  {" "}
                  the passkey made on {device} since {since}
                </span>
              </SubmitButton>
            </ActForm>
          ),
        },
      }))}
    />
  );
}
