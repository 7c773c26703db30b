// The part of a patient's pages about whom they look after; nothing of it while they act for somebody.
import { DependantForm } from "@/components/patients/dependant-form";
import { dependantWords } from "@/components/patients/dependant-words";
import { DependantList } from "@/components/patients/dependants";
import { optionsOf } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { tellAll, type Tell } from "@/lib/languages/tell";
import { listDependants } from "@/lib/patients/act-for";
import { relations } from "@/lib/patients/guardian-term";
import type { OwnDependant } from "@/lib/patients/guardian-views";
import type { MeDoor } from "@/lib/server/me-door";
import { sayDate } from "@/lib/time/say";
import { askToActForAction, giveUpDependantAction, switchPersonAction } from "./people-actions";

export async function PeopleYouLookAfter({ t, ctx, clinic }: MeDoor & { t: Tell }) {
  if (ctx.actor.kind !== "patient") return null;
  const people = await listDependants(ctx);
  const detail = ({ relation, standing, untilOn }: OwnDependant) =>
    standing === "asked"
      ? t(`${relations[relation]}. Waits for the clinic: bring papers that show it to your next visit, or call us.`)
      : standing === "in_force"
        ? t(`${relations[relation]}, until ${sayDate(untilOn!, clinic.locale)}.`)
        : t("This is over. If it should go on, ask the clinic.");
  return (
    <Section
      title={t("People you look after")}
      id="people"
      hint={t(
        "A child, or somebody you represent: see their plan, book and answer for them, and get their messages. The clinic makes sure first.",
      )}
    >
      <div className="flex flex-col gap-6">
        {people.length ? (
          <DependantList
            t={t}
            lines={people.map((one) => ({
              id: one.guardianshipId,
              name: one.name,
              detail: detail(one),
              turnTo:
                one.standing === "in_force" ? switchPersonAction.bind(null, clinic.slug, one.guardianshipId) : null,
              giveUp: giveUpDependantAction.bind(null, clinic.slug, one.guardianshipId),
            }))}
          />
        ) : null}
        <details className="border-t border-line pt-2">
          <summary className="min-h-control cursor-pointer py-2">{t("Add somebody you look after")}</summary>
          <div className="pt-3">
            <DependantForm
              words={tellAll(t, dependantWords)}
              relations={optionsOf(tellAll(t, relations))}
              action={askToActForAction.bind(null, clinic.slug)}
            />
          </div>
        </details>
      </div>
    </Section>
  );
}
