// What the clinic offers, by discipline, with today's prices.
import type { Metadata } from "next";
import { NewServiceForm } from "@/components/clinic/service-forms";
import { ActForm } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import type { Hue } from "@/components/ui/hue";
import { SelectField, optionsOf } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { latestRow } from "@/lib/clinic/dated-rows";
import { loadSetup } from "@/lib/clinic/load-setup";
import { roomKinds } from "@/lib/clinic/setup-input";
import { knownDisciplines } from "@/lib/clinic/starting-services";
import { formatMoney } from "@/lib/money/money";
import { staffPage } from "@/lib/server/contexts";
import { addDisciplineAction, addServiceAction } from "../actions";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  const { ctx, clinic } = await staffPage("/owner/setup/services", "set_up_clinic");
  const { disciplines, services, practitioners, today } = await loadSetup(ctx);
  const others = knownDisciplines.filter(({ code }) => !disciplines.some((one) => one.code === code));
  const givers = (ids: readonly string[]) =>
    practitioners
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ") || "Nobody gives it yet";
  return (
    <Stack gap="wide">
      <PageHead title="Services" lead="What patients choose from. A change holds for what is booked from then on." />
      {disciplines.map((discipline) => (
        <Section key={discipline.id} title={discipline.name} id={discipline.id} rule={false}>
          <RuleList label={discipline.name}>
            {services
              .filter(({ disciplineId }) => disciplineId === discipline.id)
              .map((service) => {
                const price = latestRow(service.prices, today);
                return (
                  <RuleItem
                    key={service.id}
                    hue={discipline.hue as Hue}
                    href={`/owner/setup/services/${service.id}`}
                    title={service.name}
                    detail={
                      <>
                        <span className="figures">{service.durationMin} minutes</span>
                        {service.online ? "" : ", booked by the desk alone"}
                        <span className="block text-sm">{givers(service.givers)}</span>
                      </>
                    }
                    aside={price ? formatMoney(price.priceMinor, clinic.currency, clinic.locale) : "No price yet"}
                  />
                );
              })}
          </RuleList>
        </Section>
      ))}
      <Section title="Add a service" id="add">
        <Fold label="Add a service">
          <NewServiceForm
            disciplines={disciplines.map(({ id, name }) => ({ value: id, label: name }))}
            kinds={optionsOf(roomKinds)}
            people={practitioners.map(({ id, name, title }) => ({ value: id, label: name, hint: title }))}
            action={addServiceAction}
          />
        </Fold>
      </Section>
      {others.length ? (
        <Section
          title="Add a discipline"
          id="discipline"
          hint="With the services, lengths and prices that are usual for it, and the plan templates that use it."
        >
          <ActForm action={addDisciplineAction} className="flex max-w-xl flex-col items-stretch gap-4">
            <SelectField
              label="Which discipline"
              name="code"
              options={others.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <div>
              <SubmitButton variant="secondary" pendingLabel="Adding…">
                Add the discipline
              </SubmitButton>
            </div>
          </ActForm>
        </Section>
      ) : null}
    </Stack>
  );
}
