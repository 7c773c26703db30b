// What suits the patient, as fields of a form: days, hours, absences, company and people. On the desk and on the patient's own page.
import { Check, ChoiceGroup } from "@/components/ui/choice-group";
import { SelectField, TextField } from "@/components/ui/field";
import { asWritten, type Tell } from "@/lib/languages/tell";
import type { PlanPreferences } from "@/lib/plans/plan-views";
import { mostAway } from "@/lib/plans/wishes";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const said = (minute: number) =>
  `${Math.floor(minute / 60) % 12 || 12}:${String(minute % 60).padStart(2, "0")} ${minute < 720 ? "am" : "pm"}`;

/** Every half hour of the working day, and the one that was chosen before. */
function hours(from: number, to: number, chosen: number | null, t: Tell): { value: string; label: string }[] {
  const minutes = Array.from({ length: (to - from) * 2 + 1 }, (_, index) => from * 60 + index * 30);
  const all = chosen === null || minutes.includes(chosen) ? minutes : [...minutes, chosen].toSorted((a, b) => a - b);
  return all.map((minute) => ({ value: String(minute), label: t(said(minute)) }));
}

type Props = {
  t?: Tell;
  wishes: PlanPreferences;
  severalDisciplines: boolean;
  /** `patient`: said to the patient, one thing below another. */
  voice: "desk" | "patient";
};

export function WishFields({ t = asWritten, wishes, severalDisciplines, voice }: Props) {
  const own = voice === "patient";
  const away = Math.min(mostAway, Math.max(own ? 1 : 2, wishes.away.length + 1));
  const columns = own ? "grid gap-5 sm:grid-cols-2" : "grid max-w-4xl gap-5 sm:grid-cols-2 lg:grid-cols-4";
  return (
    <>
      <input type="hidden" name="wishes" value="1" />
      <ChoiceGroup
        legend={t(own ? "Days that suit you" : "Days")}
        hint={t("None chosen: any day")}
        name="weekdays"
        type="checkbox"
        layout={own ? "grid" : "inline"}
        defaultValue={wishes.weekdays.map(String)}
        options={weekdays.map((day, index) => ({ value: String(index + 1), label: own ? t(day) : day.slice(0, 3) }))}
      />
      <ChoiceGroup
        legend={t("Times of day")}
        hint={own ? t("None chosen: any time") : undefined}
        name="partsOfDay"
        type="checkbox"
        layout={own ? "grid" : "inline"}
        defaultValue={wishes.partsOfDay}
        options={[
          { value: "morning", label: t("Mornings") },
          { value: "afternoon", label: t("Afternoons") },
          { value: "evening", label: t("After 5") },
        ]}
      />
      <Check
        name="onlyThese"
        label={t("Nothing but these days and times")}
        hint={own ? t("Without this mark, they come first, and others fill what is missing.") : undefined}
        defaultChecked={wishes.onlyThese}
      />
      <div className={columns}>
        <SelectField
          label={t("Never before")}
          name="notBefore"
          placeholder={t("Any time")}
          width="full"
          defaultValue={wishes.notBefore === null ? "" : String(wishes.notBefore)}
          options={hours(8, 17, wishes.notBefore, t)}
        />
        <SelectField
          label={t("Always over by")}
          name="notAfter"
          placeholder={t("Any time")}
          width="full"
          defaultValue={wishes.notAfter === null ? "" : String(wishes.notAfter)}
          options={hours(10, 21, wishes.notAfter, t)}
        />
        {severalDisciplines || !own ? (
          <SelectField
            label={t("Visits of two disciplines")}
            name="sameDay"
            width="full"
            defaultValue={wishes.sameDay}
            options={[
              { value: "either", label: t("As it comes") },
              { value: "together", label: t("On one day, one after the other") },
              { value: "apart", label: t("On different days") },
            ]}
          />
        ) : null}
        <SelectField
          label={t(own ? "Who you see" : "Practitioner")}
          name="practitioner"
          width="full"
          defaultValue={wishes.practitioner}
          options={[
            { value: "prefer_same", label: t(own ? "The same person if possible" : "The same if possible") },
            { value: "same", label: t(own ? "Always the same person" : "Always the same") },
            { value: "any", label: t("Anybody") },
          ]}
        />
      </div>
      <fieldset>
        <legend className="font-semibold">{t(own ? "Days you are away" : "Days away")}</legend>
        <p className="mt-1 text-sm text-soft">{t("The first and the last day; nothing is planned between them.")}</p>
        <div className="mt-3 grid max-w-xl grid-cols-2 gap-x-5 gap-y-3">
          {Array.from({ length: away }, (_, row) => (
            // Absences have no id of their own; their order is that of the page.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={row} className="contents">
              <TextField
                label={t(row ? "And away from" : "Away from")}
                name="awayFrom"
                id={`awayFrom${row}`}
                type="date"
                defaultValue={wishes.away[row]?.from}
              />
              <TextField
                label={t("Until")}
                name="awayTo"
                id={`awayTo${row}`}
                type="date"
                defaultValue={wishes.away[row]?.to}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </>
  );
}
