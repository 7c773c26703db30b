// One service: what it is, who gives it, and its prices from day to day.
import { optionsOf } from "@/components/ui/field";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PriceForm, ServiceForm } from "@/components/clinic/service-forms";
import { ActForm } from "@/components/desk/act-form";
import { PackageOfferForm } from "@/components/payments/package-offer-form";
import { Fold } from "@/components/desk/fold";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { worksOn } from "@/lib/clinic/checklist";
import { latestRow } from "@/lib/clinic/dated-rows";
import { loadSetup } from "@/lib/clinic/load-setup";
import { roomKinds } from "@/lib/clinic/setup-input";
import { formatMoney } from "@/lib/money/money";
import { listOffers } from "@/lib/payments/packages";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import {
  changeServiceAction,
  offerPackageAction,
  retireServiceAction,
  setPriceAction,
  stopOfferAction,
} from "../../actions";

export const metadata: Metadata = { title: "Service" };

export default async function ServicePage({ params }: PageProps<"/owner/setup/services/[id]">) {
  const { id } = await params;
  const { ctx, clinic } = await staffPage(`/owner/setup/services/${encodeURIComponent(id)}`, "set_up_clinic");
  const { services, disciplines, practitioners, today } = await loadSetup(ctx);
  const service = services.find((one) => one.id === id);
  if (!service) notFound();
  const offers = await listOffers(ctx, { serviceId: service.id });
  const inForce = latestRow(service.prices, today);
  const working = practitioners.filter((person) => worksOn(person, today) || service.givers.includes(person.id));
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/owner/setup/services", label: "Services" }}
        over={disciplines.find((one) => one.id === service.disciplineId)?.name}
        title={service.name}
      />
      <Section title="Prices" id="prices" rule={false} hint="Before tax. Whoever has booked pays what was agreed then.">
        <Stack>
          <RuleList label="Prices">
            {service.prices.map((price) => (
              <RuleItem
                key={price.effectiveFrom}
                title={<span className="figures">{formatMoney(price.priceMinor, clinic.currency, clinic.locale)}</span>}
                detail={`From ${sayDate(price.effectiveFrom, clinic.locale)}`}
                aside={price === inForce ? "Today" : price.effectiveFrom > today ? "To come" : null}
              />
            ))}
          </RuleList>
          <PriceForm today={today} action={setPriceAction.bind(null, service.id)} />
        </Stack>
      </Section>
      <Section title="What it is" id="shape">
        <ServiceForm
          service={service}
          kinds={optionsOf(roomKinds)}
          people={working.map(({ id: who, name, title }) => ({ value: who, label: name, hint: title }))}
          action={changeServiceAction.bind(null, service.id)}
        />
      </Section>
      <Section
        title="Packages"
        id="packages"
        hint="Several visits bought together. What was sold stays as it was sold."
      >
        <Stack>
          {offers.length ? (
            <RuleList label="Packages offered">
              {offers.map((one) => (
                <RuleItem
                  key={one.offerId}
                  title={<span className="figures">{`${one.sessions} visits`}</span>}
                  detail={[
                    `${formatMoney(one.totalMinor, clinic.currency, clinic.locale)} with tax, ${formatMoney(one.eachMinor, clinic.currency, clinic.locale)} each`,
                    one.validMonths ? `to be used within ${one.validMonths} months` : null,
                    one.online ? null : "at the desk alone",
                  ]
                    .filter(Boolean)
                    .join(", ")}
                  aside={
                    <ActForm action={stopOfferAction.bind(null, one.offerId)} className="">
                      <SubmitButton variant="quiet" size="small" pendingLabel="One moment…">
                        Stop offering<span className="sr-only"> {one.sessions} visits</span>
                      </SubmitButton>
                    </ActForm>
                  }
                />
              ))}
            </RuleList>
          ) : (
            <p className="text-soft">None yet.</p>
          )}
          <Fold label="Offer a package">
            <PackageOfferForm action={offerPackageAction.bind(null, service.id)} />
          </Fold>
        </Stack>
      </Section>
      <Section title="No longer offered" id="retire">
        <Fold label="Stop offering it">
          <ActForm action={retireServiceAction.bind(null, service.id)} className="flex flex-col items-start gap-3">
            <p>Nobody books it any more. What is booked stays, and so does its history.</p>
            <SubmitButton variant="danger" size="small" pendingLabel="One moment…">
              Stop offering {service.name}
            </SubmitButton>
          </ActForm>
        </Fold>
      </Section>
    </Stack>
  );
}
