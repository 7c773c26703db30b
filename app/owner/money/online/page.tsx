// Taking cards online: the clinic's own account at Stripe, what it still waits for, and what happens meanwhile; and card readers at the desks.
import type { Metadata } from "next";
import { CardReaderList, RegisterReaderForm } from "@/components/payments/card-reader-list";
import { ConnectForm } from "@/components/payments/connect-form";
import { OnlineStanding } from "@/components/payments/online-standing";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { newId } from "@/lib/ids";
import { placesForReaders, viewCardReaders } from "@/lib/payments/card-readers";
import { viewOnlinePayments } from "@/lib/payments/view-online-payments";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { connectAction, giveUpReaderAction, registerReaderAction } from "./actions";

export const metadata: Metadata = { title: "Cards online" };

const titles = {
  own_key: "Patients can pay online",
  none: "Not connected yet",
  details: "Stripe waits for your details",
  restricted: "The account is restricted",
  active: "Patients can pay online",
  gone: "Not connected any more",
} as const;

export default async function OnlinePaymentsPage({ searchParams }: PageProps<"/owner/money/online">) {
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage("/owner/money/online", "see_money");
  const view = await viewOnlinePayments(ctx);
  const takes = view.state === "active" || view.state === "own_key";
  const owns = mayDo(actor, "connect_payments");
  const [readers, places] = takes
    ? await Promise.all([viewCardReaders(ctx), owns ? placesForReaders(ctx) : []])
    : [[], []];
  const back = asked["back"] !== undefined && view.state !== "active";
  const day = (at: Date) => sayDate(dateIn(at, clinic.timeZone), clinic.locale);
  return (
    <Stack gap="wide">
      <PageHead over={`${clinic.name}. Cards online`} title={titles[view.state]} />
      {back ? (
        <Notice
          live
          title="Back from Stripe"
          action={
            <LinkButton variant="secondary" size="small" href="/owner/money/online?back=1">
              Look again
            </LinkButton>
          }
        >
          What you sent there counts here as soon as Stripe tells us, mostly within seconds.
        </Notice>
      ) : null}
      {asked["over"] !== undefined ? (
        <Notice title="That link was over. Links to Stripe are good for a few minutes; go on with a fresh one below." />
      ) : null}
      <OnlineStanding view={view} deadline={view.deadline ? day(view.deadline) : null} />
      {view.state === "own_key" ? null : owns ? (
        <ConnectForm state={view.state} action={connectAction} />
      ) : (
        <p>Only the clinic’s owner can go on at Stripe.</p>
      )}
      {takes ? (
        <Section
          title="Card readers"
          id="readers"
          hint="A reader of Stripe’s at the desk shows what is to be paid, and the payment records itself."
        >
          <Stack>
            {asked["reader"] !== undefined ? <Notice live tone="success" title="The reader is registered." /> : null}
            <CardReaderList readers={readers} giveUp={owns ? (id) => giveUpReaderAction.bind(null, id) : null} />
            {owns ? (
              <RegisterReaderForm action={registerReaderAction} idempotencyKey={newId()} places={places} />
            ) : null}
          </Stack>
        </Section>
      ) : null}
    </Stack>
  );
}
