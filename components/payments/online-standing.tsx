// Where a clinic's account at Stripe stands: what is missing, in plain words, and what happens meanwhile.
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SummaryList } from "@/components/ui/summary-list";

type View = {
  state: "own_key" | "none" | "details" | "restricted" | "active" | "gone";
  accountId: string | null;
  missing: string[];
  why: string;
  payouts: boolean;
  undecided: number;
};

export function OnlineStanding({ view, deadline }: { view: View; deadline: string | null }) {
  const { state, accountId, missing, why, payouts, undecided } = view;
  if (state === "own_key")
    return (
      <p className="measure">
        Payments go to the Stripe account whose key this installation was given. There is nothing to connect here.
      </p>
    );
  const waits = state === "details" || state === "restricted" || (state === "active" && missing.length > 0);
  return (
    <div className="flex flex-col gap-8">
      {state === "none" ? (
        <p className="measure">
          The clinic needs an account of its own at Stripe. Patients pay the clinic directly; the money, Stripe’s fees
          and the pay-outs to your bank are between Stripe and you. Opening the account takes about ten minutes: have
          the clinic’s registered name, your own details and a bank account at hand.
        </p>
      ) : null}
      {state === "gone" ? (
        <Notice tone="warning" title="Our access to the clinic’s account at Stripe was taken away.">
          <p>Money that was taken stays in that account. Refunds and disputes of it can only be handled at Stripe.</p>
          {undecided ? (
            <p>
              {undecided === 1 ? "One payment was" : `${undecided} payments were`} under way. Look at Stripe whether{" "}
              {undecided === 1 ? "it" : "they"} came through.
            </p>
          ) : null}
        </Notice>
      ) : null}
      {state === "restricted" ? <Notice tone="warning" title={why} /> : null}
      {waits && missing.length ? (
        <Section title="What Stripe asks for" id="missing" hint={deadline ? `By ${deadline}.` : undefined}>
          <ul className="list-disc ps-6">
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {state === "active" ? (
        <SummaryList
          items={[
            { term: "Cards online", value: "Taken: paying at booking, by link, and with a card on file" },
            {
              term: "Pay-outs",
              value: payouts ? "Stripe pays out to your bank account" : "Held by Stripe until it has what it asks for",
            },
            { term: "Account at Stripe", value: accountId ?? "" },
          ]}
        />
      ) : (
        <Section title="What happens meanwhile" id="meanwhile">
          <ul className="list-disc ps-6">
            <li>Patients book as always, and pay at the clinic.</li>
            <li>Paying online, card links and cards on file are not offered.</li>
            {state === "gone" ? null : <li>Payments that are under way are still booked when they come.</li>}
          </ul>
        </Section>
      )}
    </div>
  );
}
