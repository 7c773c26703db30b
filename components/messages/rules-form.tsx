// When the clinic writes to people, as a rule from a day on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type MessageRulesShape = {
  earlyHours: number;
  lateHours: number | null;
  onceBelowDays: number;
  /** `21:00` */
  quietFrom: string;
  quietTo: string;
  weeklyCap: number;
  /** `0, 3, 7` */
  nudgeDays: string;
  checkInHours: number | null;
  offersAtOnce: number;
  offerMinutes: number;
  holdMinutes: number;
  textTopics: string[];
};

type Props = {
  rules: MessageRulesShape;
  topics: readonly { value: string; label: string }[];
  today: string;
  action: Act;
};

type CountProps = { label: string; name: keyof MessageRulesShape; value: number | null; suffix: string; hint?: string };

const Count = ({ label, name, value, suffix, hint }: CountProps) => (
  <TextField
    label={label}
    name={name}
    inputMode="numeric"
    width="medium"
    suffix={suffix}
    hint={hint}
    defaultValue={value ?? ""}
  />
);

export function MessageRulesForm({ rules, topics, today, action }: Props) {
  return (
    <ActForm action={action} keep className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField label="From" name="from" type="date" width="medium" min={today} defaultValue={today} required />
      <Count label="First reminder" name="earlyHours" value={rules.earlyHours} suffix="hours before a visit" />
      <Count
        label="Second reminder"
        name="lateHours"
        value={rules.lateHours}
        suffix="hours before a visit"
        hint="Leave it empty for none."
      />
      <Count
        label="One reminder alone when visits are closer than"
        name="onceBelowDays"
        value={rules.onceBelowDays}
        suffix="days"
        hint="0 for always both."
      />
      <TextField
        label="Times for a visit without one, on days"
        name="nudgeDays"
        width="medium"
        hint="Counted from when the visit should have a time: 0, 3, 7. Leave it empty for never."
        defaultValue={rules.nudgeDays}
        optional
      />
      <Count
        label="How it went"
        name="checkInHours"
        value={rules.checkInHours}
        suffix="hours after a visit"
        hint="Leave it empty for never."
      />
      <div className="flex flex-wrap gap-5">
        <TextField
          label="Quiet from"
          name="quietFrom"
          type="time"
          width="short"
          defaultValue={rules.quietFrom}
          required
        />
        <TextField label="Quiet until" name="quietTo" type="time" width="short" defaultValue={rules.quietTo} required />
      </div>
      <Count
        label="At most"
        name="weeklyCap"
        value={rules.weeklyCap}
        suffix="messages a week"
        hint="Of all kinds that nobody asked for, to each person."
      />
      <Count
        label="A booking made online can be undone for"
        name="holdMinutes"
        value={rules.holdMinutes}
        suffix="minutes"
        hint="Its message waits so long. 0 tells of it at once."
      />
      <Count
        label="An earlier time is offered to"
        name="offersAtOnce"
        value={rules.offersAtOnce}
        suffix="people at once"
      />
      <Count label="They can answer for" name="offerMinutes" value={rules.offerMinutes} suffix="minutes" />
      <ChoiceGroup
        legend="By text message unless somebody chose otherwise"
        hint="Everything else goes by e-mail."
        name="textTopics"
        type="checkbox"
        options={topics}
        defaultValue={rules.textTopics}
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save the rules</SubmitButton>
      </div>
    </ActForm>
  );
}
