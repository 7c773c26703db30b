// The signed note of a visit with its amendments; what is signed is never changed.
import { ActForm, type Act } from "@/components/desk/act-form";
import { BodyFigure } from "@/components/charting/body-figure";
import { Fold } from "@/components/desk/fold";
import { LinkButton } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

export type VisitNote = {
  id: string;
  body: string;
  findings: readonly { place: string; kind: "local" | "referred" }[];
  amends: boolean;
  by: string;
};

type Props = {
  notes: VisitNote[];
  canSign: boolean;
  /** Where it is written by its parts; null when that is over. */
  partsHref: string | null;
  sign: Act;
  amend: (noteId: string, before: Awaited<ReturnType<Act>>, form: FormData) => ReturnType<Act>;
};

export function VisitNotes({ notes, canSign, partsHref, sign, amend }: Props) {
  const first = notes.find((note) => !note.amends);
  return (
    <Section title="Note" id="note">
      {notes.length ? (
        <ol className="flex flex-col gap-4">
          {notes.map((note) => (
            <li key={note.id} className={note.amends ? "border-s-4 border-line ps-3" : ""}>
              <p className="whitespace-pre-line">{note.body}</p>
              {note.findings.length ? <Figures findings={note.findings} /> : null}
              <p className="text-sm text-soft">
                {note.amends ? "Amended" : "Signed"} by {note.by}
              </p>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-soft">Nothing is written yet.</p>
      )}
      {!first && partsHref ? (
        <p className="no-print mt-3">
          <LinkButton href={partsHref} size="small" variant="secondary">
            Write it by its parts
          </LinkButton>
        </p>
      ) : null}
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

function Figures({ findings }: { findings: VisitNote["findings"] }) {
  const marked = new Map(findings.map(({ place, kind }) => [place, kind]));
  return (
    <div className="my-3 flex gap-4">
      <BodyFigure view="front" marked={marked} />
      <BodyFigure view="back" marked={marked} />
    </div>
  );
}
