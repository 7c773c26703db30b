// What suits the patient; a plain form that asks for the course again with these wishes in the address.
import { WishFields } from "@/components/plans/wish-fields";
import { Button } from "@/components/ui/button";
import type { PlanPreferences } from "@/lib/plans/plan-views";
import type { Tell } from "@/lib/languages/tell";
import { sayWishes } from "@/lib/plans/wish-words";

type Props = { t: Tell; chosen: PlanPreferences; severalDisciplines: boolean; locale: string };

export function PreferenceForm({ t, chosen, severalDisciplines, locale }: Props) {
  const said = sayWishes(chosen, severalDisciplines, { locale, t });
  return (
    <details className="border-y border-line">
      <summary className="min-h-control cursor-pointer py-3">
        <span className="font-semibold">{t("These times do not suit you?")}</span>
        {said.length ? <span className="mt-1 block text-soft">{t(`Planned for you: ${said.join("; ")}.`)}</span> : null}
      </summary>
      <form className="flex flex-col gap-6 pb-5">
        <WishFields t={t} wishes={chosen} severalDisciplines={severalDisciplines} voice="patient" />
        <Button type="submit" variant="secondary">
          {t("Find other times")}
        </Button>
      </form>
    </details>
  );
}
