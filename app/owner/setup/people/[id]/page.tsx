// One practitioner: what patients read, licences, hours, and when they leave.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PayoutForm } from "@/components/clinic/payout-form";
import { payoutWords } from "@/components/clinic/payout-words";
import {
  LeavingForm,
  LicenceEndForm,
  LicenceForm,
  PersonForm,
  StayingForm,
} from "@/components/clinic/practitioner-forms";
import { Fold } from "@/components/desk/fold";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { techniqueNames } from "@/lib/charting/techniques";
import { latestRow } from "@/lib/clinic/dated-rows";
import { loadSetup } from "@/lib/clinic/load-setup";
import type { LicenceView } from "@/lib/clinic/setup-views";
import { formatMoney } from "@/lib/money/money";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayDate } from "@/lib/time/say";
import {
  addLicenceAction,
  changePractitionerAction,
  endLicenceAction,
  leavingAction,
  setPayoutRateAction,
} from "../../actions";
import { credentialChoices, professionChoices, techniqueChoices } from "../../technique-choices";

export const metadata: Metadata = { title: "Person" };

const named = (ids: readonly string[]) => ids.map((id) => techniqueNames[id] ?? id).join(", ");

export default async function PersonPage({ params }: PageProps<"/owner/setup/people/[id]">) {
  const { id } = await params;
  const { ctx, clinic } = await staffPage(`/owner/setup/people/${encodeURIComponent(id)}`, "set_up_clinic");
  const { practitioners, services, today } = await loadSetup(ctx);
  const person = practitioners.find((one) => one.id === id);
  if (!person) notFound();
  const day = (date: string) => sayDate(date, clinic.locale);
  const state = ({ validFrom, validUntil }: LicenceView) =>
    validFrom > today ? "To come" : validUntil !== null && validUntil < today ? "Over" : "In force";
  const own = services.filter(({ id: service }) => person.serviceIds.includes(service));
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const rate = latestRow(person.payoutRates, today);
  const lastDay = addDays(person.leftOn ?? today, 180);
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/owner/setup/people", label: "People" }}
        over={person.title}
        title={person.name}
        lead={`Bills as ${person.supplierName}.`}
        actions={
          <LinkButton href={`/desk/schedule?practitioner=${person.id}`} variant="secondary" icon="clock">
            {person.hasHours ? "Hours" : "Set the hours"}
          </LinkButton>
        }
      />
      <Section title="Services" id="services" rule={false}>
        {own.length ? (
          <RuleList label="Services">
            {own.map(({ id: service, name, durationMin }) => (
              <RuleItem
                key={service}
                href={`/owner/setup/services/${service}`}
                title={name}
                detail={<span className="figures">{durationMin} minutes</span>}
              />
            ))}
          </RuleList>
        ) : (
          <p className="text-soft">None yet. Tick them under a service: who gives it.</p>
        )}
      </Section>
      <Section title="Licences" id="licences" hint="What somebody may do on a day is read off the licence of that day.">
        <Stack>
          {person.licences.length ? (
            <RuleList label="Licences">
              {person.licences.map((licence) => (
                <RuleItem
                  key={licence.id}
                  title={`${licence.college}, ${licence.number}`}
                  detail={
                    <>
                      {`From ${day(licence.validFrom)}${licence.validUntil ? ` to ${day(licence.validUntil)}` : ""}`}
                      {licence.credentials.length ? (
                        <span className="block text-sm">Credentials: {named(licence.credentials)}</span>
                      ) : null}
                      {licence.restrictions.length ? (
                        <span className="block text-sm">Not: {named(licence.restrictions)}</span>
                      ) : null}
                    </>
                  }
                  aside={state(licence)}
                >
                  {licence.validUntil === null ? (
                    <Fold
                      label={
                        <>
                          It ends<span className="sr-only">: {licence.number}</span>
                        </>
                      }
                    >
                      <LicenceEndForm of={licence.number} action={endLicenceAction.bind(null, licence.id)} />
                    </Fold>
                  ) : null}
                </RuleItem>
              ))}
            </RuleList>
          ) : null}
          <Fold label="Add a licence">
            <LicenceForm
              professions={professionChoices}
              credentials={credentialChoices}
              techniques={techniqueChoices}
              action={addLicenceAction.bind(null, person.id)}
            />
          </Fold>
        </Stack>
      </Section>
      <Section title="What patients read, and how much in a day" id="shape">
        <PersonForm person={person} action={changePractitionerAction.bind(null, person.id)} />
      </Section>
      <Section
        title="What they are due"
        id="payout"
        hint="Of the fees they bring in, without tax, or for each visit they give. The pay-outs under Money are reckoned by it."
      >
        <Stack>
          {person.payoutRates.length ? (
            <RuleList label="Agreed so far">
              {person.payoutRates.map((one) => (
                <RuleItem
                  key={one.effectiveFrom}
                  title={payoutWords(one, say)}
                  detail={`For visits from ${day(one.effectiveFrom)}`}
                  aside={one === rate ? "Today" : one.effectiveFrom > today ? "To come" : null}
                />
              ))}
            </RuleList>
          ) : (
            <p className="text-soft">No rate is entered yet.</p>
          )}
          <Fold label={person.payoutRates.length ? "Agree on another" : "Enter a rate"}>
            <PayoutForm
              today={today}
              first={person.payoutRates.length < 2}
              action={setPayoutRateAction.bind(null, person.id)}
            />
          </Fold>
        </Stack>
      </Section>
      <Section
        title="Leaving"
        id="leaving"
        hint="From that day on no time is offered. Visits that are booked stay until you have moved them or called."
      >
        <Stack>
          <LeavingForm leftOn={person.leftOn} action={leavingAction.bind(null, person.id)} />
          {person.leftOn !== null ? (
            <div className="flex flex-wrap gap-3">
              <LinkButton
                href={`/desk/away?practitioner=${person.id}&from=${person.leftOn < today ? today : person.leftOn}&to=${lastDay}`}
                variant="secondary"
              >
                See to the visits booked from then on
              </LinkButton>
              <StayingForm action={leavingAction.bind(null, person.id)} />
            </div>
          ) : null}
        </Stack>
      </Section>
    </Stack>
  );
}
