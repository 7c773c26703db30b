// The words of one message: subject, what the mail begins with, and the sentence of the text message.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  words: { subject: string; opening: string; brief: string };
  /** What may be named, in braces. */
  names: readonly string[];
  action: Act;
};

export function MessageTextForm({ words, names, action }: Props) {
  return (
    <ActForm action={action} keep className="flex flex-col items-stretch gap-5">
      <p className="text-soft">
        You can name <span className="figures">{names.join(", ")}</span>. Never write what a visit is for: a mail can be
        read by whoever holds the phone. Times, place, links and the clinic’s address follow by themselves.
      </p>
      <TextField
        label="Subject"
        name="subject"
        hint="One line. Only {clinic} can be named."
        maxLength={120}
        defaultValue={words.subject}
        required
      />
      <TextAreaField
        label="What the mail begins with"
        name="opening"
        hint="An empty line begins another paragraph."
        rows={7}
        maxLength={1500}
        defaultValue={words.opening}
        required
      />
      <TextAreaField
        label="As a text message"
        name="brief"
        hint="One sentence; the link follows it."
        rows={3}
        maxLength={200}
        defaultValue={words.brief}
        required
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save the words</SubmitButton>
      </div>
    </ActForm>
  );
}

export function OriginalTextForm({ action }: { action: Act }) {
  return (
    <ActForm action={action}>
      <div>
        <SubmitButton variant="secondary" pendingLabel="One moment…">
          Back to the words a clinic begins with
        </SubmitButton>
      </div>
    </ActForm>
  );
}
