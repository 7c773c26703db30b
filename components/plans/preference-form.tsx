// What suits the patient; a plain form that asks for the course again with these wishes in the address.
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";

export type PreferenceChoice = {
  weekdays: readonly number[];
  partsOfDay: readonly string[];
  notBefore: number | null;
  sameDay: string;
};

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function PreferenceForm({
  chosen,
  severalDisciplines,
}: {
  chosen: PreferenceChoice;
  severalDisciplines: boolean;
}) {
  return (
    <details className="border-y border-line">
      <summary className="min-h-control cursor-pointer py-3 font-semibold">These times do not suit you?</summary>
      <form className="flex flex-col gap-6 pb-5">
        <input type="hidden" name="wishes" value="1" />
        <ChoiceGroup
          legend="Days that suit you"
          type="checkbox"
          name="day"
          layout="grid"
          defaultValue={chosen.weekdays.map(String)}
          options={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
        />
        <ChoiceGroup
          legend="Times of day"
          type="checkbox"
          name="part"
          layout="grid"
          defaultValue={chosen.partsOfDay}
          options={[
            { value: "morning", label: "Mornings" },
            { value: "afternoon", label: "Afternoons" },
            { value: "evening", label: "After 5" },
          ]}
        />
        <SelectField
          label="Never before"
          name="notBefore"
          placeholder="Any time"
          defaultValue={chosen.notBefore === null ? "" : String(chosen.notBefore)}
          options={[8, 9, 10, 11, 12, 13, 14, 15, 16].map((hour) => ({
            value: String(hour * 60),
            label: `${hour > 12 ? hour - 12 : hour}:00 ${hour < 12 ? "am" : "pm"}`,
          }))}
        />
        {severalDisciplines ? (
          <ChoiceGroup
            legend="Visits of two disciplines"
            name="sameDay"
            defaultValue={chosen.sameDay}
            options={[
              { value: "either", label: "As it comes" },
              { value: "together", label: "On one day, one after the other, where possible" },
              { value: "apart", label: "On different days" },
            ]}
          />
        ) : null}
        <Button type="submit" variant="secondary">
          Find other times
        </Button>
      </form>
    </details>
  );
}
