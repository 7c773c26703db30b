// The signed note of a visit with its amendments; what is signed is never changed.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { TextAreaField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

export type VisitNote = { id: string; body: string; amends: boolean; by: string };

type Props = {
  notes: VisitNote[];
  canSign: boolean;
  sign: Act;
  amend: (noteId: string, before: Awaited<ReturnType<Act>>, form: FormData) => ReturnType<Act>;
};

export function VisitNotes({ notes, canSign, sign, amend }: Props) {
  const first = notes.find((note) => !note.amends);
  return (
    <Section title="Note" id="note">
      {notes.length ? (
        <ol className="flex flex-col gap-4">
          {notes.map((note) => (
            <li key={note.id} className={note.amends ? "border-l-4 border-line pl-3" : ""}>
              <p className="whitespace-pre-line">{note.body}</p>
              <p className="text-sm text-soft">
                {note.amends ? "Amended" : "Signed"} by {note.by}
              </p>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-soft">Nothing is written yet.</p>
      )}
      <div className="no-print mt-3">
        {first ? (
          <Fold label="Amend">
            <ActForm action={amend.bind(null, first.id)} className="flex flex-col gap-3">
              <TextAreaField label="What is added or put right" name="amendment" rows={3} />
              <div>
                <SubmitButton size="small" pendingLabel="Signing…">
                  Sign the amendment
                </SubmitButton>
              </div>
            </ActForm>
          </Fold>
        ) : canSign ? (
          <Fold label="Write the note">
            <ActForm action={sign} className="flex flex-col gap-3">
              <TextAreaField label="Note" name="note" id="laterNote" rows={5} />
              <div>
                <SubmitButton size="small" pendingLabel="Signing…">
                  Sign the note
                </SubmitButton>
              </div>
            </ActForm>
          </Fold>
        ) : null}
      </div>
    </Section>
  );
}
