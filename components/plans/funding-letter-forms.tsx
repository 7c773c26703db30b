// The forms of a letter to a payer: its text while it is drafted, and the payer's answer.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Letter = { requestId: string; body: string; visits: number; untilOn: string };

export function LetterForm({ letter, action }: { letter: Letter; action: Act }) {
  const of = letter.requestId;
  return (
    <ActForm action={action} keep>
      <TextAreaField
        label="Letter"
        name="body"
        id={`body-${of}`}
        rows={24}
        maxLength={8000}
        defaultValue={letter.body}
        hint="Drafted from the plan, its scores and visits. Words in brackets are yours to write."
      />
      <div className="no-print flex flex-wrap gap-4">
        <TextField
          label="Visits asked for"
          name="visits"
          id={`visits-${of}`}
          inputMode="numeric"
          width="tiny"
          defaultValue={letter.visits}
        />
        <TextField
          label="Until"
          name="untilOn"
          id={`until-${of}`}
          type="date"
          width="medium"
          defaultValue={letter.untilOn}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant="secondary" pendingLabel="Keeping…">
          Save the draft
        </SubmitButton>
        <SubmitButton name="send" value="yes" pendingLabel="Keeping…">
          Sign it, and mark it as sent
        </SubmitButton>
      </div>
    </ActForm>
  );
}

export function LetterAnswerForm({ letter, from, action }: { letter: Letter; from: string; action: Act }) {
  const of = letter.requestId;
  return (
    <ActForm action={action} className="flex flex-col gap-4 no-print">
      <ChoiceGroup
        legend="What the payer said"
        name="answer"
        id={`answer-${of}`}
        layout="inline"
        options={[
          { value: "approved", label: "Approved" },
          { value: "refused", label: "Refused" },
        ]}
      />
      <div className="flex flex-wrap gap-4">
        <TextField
          label="Visits approved"
          name="visits"
          id={`approved-${of}`}
          inputMode="numeric"
          width="tiny"
          defaultValue={letter.visits}
        />
        <TextField label="From" name="validFrom" id={`from-${of}`} type="date" width="medium" defaultValue={from} />
        <TextField
          label="Until"
          name="validUntil"
          id={`last-${of}`}
          type="date"
          width="medium"
          defaultValue={letter.untilOn}
        />
      </div>
      <TextField label="Note" name="note" id={`note-${of}`} optional maxLength={300} autoComplete="off" />
      <div>
        <SubmitButton pendingLabel="Keeping…">Keep the answer</SubmitButton>
      </div>
    </ActForm>
  );
}
