// One package: what is left of it, who may use it, and giving it back.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { FindPeople } from "@/components/desk/find-people";
import { methodWord } from "@/components/desk/fact-words";
import { EndPackageForm } from "@/components/payments/end-package-form";
import { packageName } from "@/components/payments/package-words";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatMoney } from "@/lib/money/money";
import { viewPackage } from "@/lib/payments/packages";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { askForPasskeyAction } from "../../../sign-in/actions";
import { askedFor, seen } from "../../door";
import { findPatientsAction } from "../../find-actions";
import { endPackageAction, sharePackageAction, unsharePackageAction } from "../../money-actions";

export const metadata: Metadata = { title: "Package" };

export default async function PackagePage({ params, searchParams }: PageProps<"/desk/packages/[id]">) {
  const { id } = await params;
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage(`/desk/packages/${id}`, "take_payment");
  const sold = await seen(() => viewPackage(ctx, { packageId: id }));
  const known = new Set([sold.owner.patientId, ...sold.sharers.map((one) => one.patientId)]);
  const say = (minor: number) => formatMoney(minor, sold.currency, clinic.locale);
  const active = sold.status === "active";
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/patients/${sold.owner.patientId}`, label: sold.owner.name }}
        title={packageName(sold)}
        lead={`Bought ${sayDate(dateIn(sold.soldAt, clinic.timeZone), clinic.locale)}, ${(methodWord[sold.paidBy] ?? sold.paidBy).toLowerCase()}${sold.expiresOn ? `; to be used until ${sayDate(sold.expiresOn, clinic.locale)}` : ""}`}
      />
      {askedFor(asked, "sold") === undefined ? null : (
        <Notice tone="success" live title="Sold. Visits of this service use it up by themselves." />
      )}
      {active ? null : (
        <Notice
          title={
            sold.status === "lapsed"
              ? "Its last day is over, and what was left has lapsed."
              : "This package was given back."
          }
        />
      )}
      <div className="grid max-w-3xl grid-cols-3 gap-4">
        <Stat value={sold.left} label={`of ${sold.sessions} left`} />
        <Stat value={say(sold.totalMinor)} label="paid" />
        <Stat value={say(sold.unusedMinor)} label="not used" />
      </div>
      {active ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-2">
          {sold.ofMembership ? null : (
            <Section title="Who else may use it" id="sharers" hint="The family, as its owner asks.">
              <Stack>
                {sold.sharers.length ? (
                  <RuleList label="Who else may use it">
                    {sold.sharers.map((one) => (
                      <RuleItem
                        key={one.sharerId}
                        title={one.name}
                        aside={
                          <ActForm
                            action={unsharePackageAction.bind(null, { packageId: id, sharerId: one.sharerId })}
                            className=""
                          >
                            <SubmitButton variant="quiet" size="small" pendingLabel="One moment…">
                              Stop sharing<span className="sr-only"> with {one.name}</span>
                            </SubmitButton>
                          </ActForm>
                        }
                      />
                    ))}
                  </RuleList>
                ) : null}
                <FindPeople
                  find={findPatientsAction}
                  hint="Part of the name, or an e-mail"
                  listed="Found patients"
                  without={[...known]}
                  pick={{
                    action: sharePackageAction.bind(null, id),
                    label: "Share",
                    pendingLabel: "One moment…",
                  }}
                  none={<p className="text-soft">Nobody else is found.</p>}
                />
              </Stack>
            </Section>
          )}
          {mayDo(actor, "refund_payment") ? (
            <Section
              title="Give it back"
              id="end"
              hint={`What is not used goes back: ${say(sold.unusedMinor)}. Visits that were given stay paid.`}
            >
              <EndPackageForm
                action={endPackageAction.bind(null, id)}
                askPasskey={askForPasskeyAction}
                byHand={sold.paidBy !== "stripe"}
              />
            </Section>
          ) : null}
        </div>
      ) : null}
    </Stack>
  );
}
