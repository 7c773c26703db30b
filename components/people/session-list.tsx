// Where somebody is signed in, line by line, each with its end.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table } from "@/components/ui/table";

export type SessionRow = { id: string; device: string; seen: string; since: string; here: boolean };

export function SessionList({ sessions, end }: { sessions: readonly SessionRow[]; end: Act }) {
  const others = sessions.filter(({ here }) => !here).length;
  return (
    <div className="flex flex-col items-start gap-4">
      <Table
        caption="Where you are signed in"
        captionHidden
        columns={[
          { key: "device", label: "Device" },
          { key: "seen", label: "Last seen" },
          { key: "since", label: "Signed in" },
          { key: "end", label: "End", hideLabel: true, align: "end" },
        ]}
        rows={sessions.map(({ id, device, seen, since, here }) => ({
          id,
          cells: {
            device: here ? `${device} (this one)` : device,
            seen: here ? "now" : seen,
            since,
            end: here ? null : (
              <ActForm action={end}>
                <input type="hidden" name="session" value={id} />
                <SubmitButton variant="secondary" size="small" pendingLabel="Ending…">
                  End
                  <span className="sr-only">
                    {" "}
                    {device}, last seen {seen}
                  </span>
                </SubmitButton>
              </ActForm>
            ),
          },
        }))}
      />
      {others > 1 ? (
        <ActForm action={end}>
          <input type="hidden" name="session" value="others" />
          <SubmitButton variant="secondary" pendingLabel="Ending…">
            End all others
          </SubmitButton>
        </ActForm>
      ) : null}
    </div>
  );
}
