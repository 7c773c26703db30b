// How the rest of a course stretches: three policies with what each comes to here; a plain form that asks for the difference again.
import { outlookWords, policyMeaning, policyName } from "@/components/plans/reflow-words";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import type { ReflowPolicy } from "@/lib/plans/plan-views";
import type { PolicyOutlook } from "@/lib/plans/reflow-views";

type Props = { chosen: ReflowPolicy; outlooks: readonly PolicyOutlook[]; locale: string };

export function PolicyForm({ chosen, outlooks, locale }: Props) {
  return (
    <form className="flex flex-col gap-4 self-start lg:sticky lg:top-6">
      <ChoiceGroup
        legend="How the rest stretches"
        name="policy"
        defaultValue={chosen}
        options={outlooks.map((outlook) => ({
          value: outlook.policy,
          label: policyName[outlook.policy],
          hint: (
            <>
              {policyMeaning[outlook.policy]}
              <span className="figures block text-ink">{outlookWords(outlook, locale)}</span>
            </>
          ),
        }))}
      />
      <div>
        <Button type="submit" variant="secondary" size="small">
          Show the difference
        </Button>
      </div>
    </form>
  );
}
