// The clinic's dated rules: booking and cancelling as patients read them, and tax.
import { optionsOf } from "@/components/ui/field";
import type { Metadata } from "next";
import { PayRuleForm } from "@/components/clinic/pay-rule-form";
import { PolicyForm, TaxRateForm } from "@/components/clinic/rules-forms";
import { Fold } from "@/components/desk/fold";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import { latestRow } from "@/lib/clinic/dated-rows";
import { loadSetup } from "@/lib/clinic/load-setup";
import { professionNames } from "@/lib/clinic/profession-input";
import type { PolicySetup } from "@/lib/clinic/setup-views";
import { supplyNames } from "@/lib/clinic/tax";
import { formatMoney } from "@/lib/money/money";
import { listPayRules } from "@/lib/plans/set-pay-rule";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { amountText } from "../../../desk/typed";
import { setPayRuleAction, setPolicyAction, setTaxRateAction } from "../actions";
import { payRuleShape, payRuleWords } from "../pay-rule-words";
import { professionChoices } from "../technique-choices";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesPage() {
  const { ctx, clinic } = await staffPage("/owner/setup/rules", "set_up_clinic");
  const [{ policies, taxRates, today }, pay] = await Promise.all([loadSetup(ctx), listPayRules(ctx)]);
  const money = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const inForce = latestRow(policies, today);
  const latest = policies[0];
  const words = (policy: PolicySetup) =>
    [
      `Booked ${policy.minNoticeMin / 60} hours to ${policy.horizonDays} days ahead`,
      `free to change until ${policy.cancelNoticeHours} hours before, ${money(policy.lateFeeMinor)} after that`,
      policy.depositMinor ? `${money(policy.depositMinor)} deposit` : "no deposit",
      ...(policy.planDepositMinor ? [`${money(policy.planDepositMinor)} for a plan`] : []),
      ...(policy.maxFirstADay === null ? [] : [`at most ${policy.maxFirstADay} first visits a day`]),
      ...(policy.onlyBeside ? ["online only beside other visits"] : []),
    ].join(", ");
  return (
    <Stack gap="wide">
      <PageHead title="Rules" lead="Each holds from a day on. A booking keeps the rules it was made under." />
      <Section title="Booking and cancelling" id="booking" rule={false}>
        <Stack>
          <RuleList label="Rules so far">
            {policies.map((policy) => (
              <RuleItem
                key={policy.effectiveFrom}
                title={`From ${sayDate(policy.effectiveFrom, clinic.locale)}`}
                detail={words(policy)}
                aside={policy === inForce ? "Today" : policy.effectiveFrom > today ? "To come" : null}
              />
            ))}
          </RuleList>
          {latest ? (
            <PolicyForm
              policy={{
                ...latest,
                minNoticeHours: Math.round(latest.minNoticeMin / 60),
                lateFee: amountText(latest.lateFeeMinor),
                deposit: amountText(latest.depositMinor),
                planDeposit: amountText(latest.planDepositMinor),
              }}
              today={today}
              action={setPolicyAction}
            />
          ) : null}
        </Stack>
      </Section>
      <Section
        title="Paying a course ahead"
        id="ahead"
        hint="For plans offered from a day on; each offer keeps the terms it was made at. Visit by visit is always possible."
      >
        <Stack>
          {pay.rules.length ? (
            <RuleList label="Rules for paying ahead">
              {pay.rules.toReversed().map((rule) => (
                <RuleItem
                  key={`${rule.templateCode}${rule.effectiveFrom}`}
                  title={`From ${sayDate(rule.effectiveFrom, clinic.locale)}`}
                  detail={payRuleWords(rule, money)}
                  aside={pay.templates.find(({ code }) => code === rule.templateCode)?.name ?? "Every template"}
                />
              ))}
            </RuleList>
          ) : null}
          <Fold label="Set how courses are paid">
            <PayRuleForm
              rule={payRuleShape(pay.rules.findLast(({ templateCode }) => templateCode === null))}
              templates={[
                { value: "", label: "Every template" },
                ...pay.templates.map(({ code, name }) => ({ value: code, label: name })),
              ]}
              today={today}
              action={setPayRuleAction}
            />
          </Fold>
        </Stack>
      </Section>
      <Section
        title="Tax"
        id="tax"
        hint="What a registered supplier charges. An accountant should look over each line; this is a start, not advice."
      >
        <Stack>
          <Table
            caption="Rates in force today"
            columns={[
              { key: "profession", label: "Profession" },
              { key: "supply", label: "What is supplied" },
              { key: "rate", label: "Rate", align: "end" },
              { key: "source", label: "Source" },
            ]}
            rows={taxRates.map((rate) => ({
              id: `${rate.profession}${rate.supply}`,
              cells: {
                profession: professionNames[rate.profession as keyof typeof professionNames] ?? rate.profession,
                supply: supplyNames[rate.supply as keyof typeof supplyNames] ?? rate.supply,
                rate: rate.rateBp === 0 ? "Exempt" : `${rate.rateBp / 100} %`,
                source: <span className="text-sm">{rate.source}</span>,
              },
            }))}
          />
          <Fold label="Set another rate">
            <TaxRateForm
              professions={professionChoices}
              supplies={optionsOf(supplyNames)}
              today={today}
              action={setTaxRateAction}
            />
          </Fold>
        </Stack>
      </Section>
    </Stack>
  );
}
