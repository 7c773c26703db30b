// The waiting list: freed times to offer, who is being asked, who would rather come earlier, and what came of the offers.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { FindPeople } from "@/components/desk/find-people";
import { phoneWords } from "@/components/desk/fact-words";
import { Fold } from "@/components/desk/fold";
import { Anchor } from "@/components/ui/anchor";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { viewWaiting, type OfferLine } from "@/lib/messages/view-waiting";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { askedFor, seen } from "../door";
import { findComingAction } from "../find-actions";
import { answerAction, offerAction, putOnAction, takeOffAction } from "./actions";

export const metadata: Metadata = { title: "Waiting list" };

const doneWords: Record<string, string> = {
  on: "They are on the waiting list. The next time that fits is offered to them.",
  off: "They are off the waiting list. Their booking stays as it is.",
  asked: "The time is offered. The first yes has it; the others are told.",
  yes: "Moved. The new time is on its way to them, and whoever else was asked is told.",
  no: "Noted. Their booking stays as it is, and they keep their place.",
};

const states = {
  open: { icon: "mail", tone: "info", word: "being asked" },
  taken: { icon: "check", tone: "good", word: "has it" },
  lost: { icon: "clock", tone: "neutral", word: "a little late, and told" },
  expired: { icon: "no-show", tone: "neutral", word: "no answer in time" },
  declined: { icon: "close", tone: "neutral", word: "said no" },
} as const;

const people = (count: number) => (count === 1 ? "one person" : `${count} people`);
const days = (count: number) => (count === 1 ? "a day" : `${count} days`);

/** Whether the patient knows of the offer, for whoever thinks of calling. */
function heard({ message }: OfferLine): string {
  if (message === null) return "The message is on its way.";
  return message === "sent"
    ? "They were written to."
    : `Not written to (${message.replace("skipped: ", "")}): call them.`;
}

export default async function WaitingPage({ searchParams }: PageProps<"/desk/waiting">) {
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage("/desk/waiting", "see_day");
  const { waiting, freed, open, past } = await seen(() => viewWaiting(ctx));
  const mayChange = mayDo(actor, "change_booking");
  const done = doneWords[askedFor(asked, "done") ?? ""];
  const zone = clinic.timeZone;
  const when = (at: Date) => `${sayShortDay(at, zone, clinic.locale)}, ${sayTime(at, zone, clinic.locale)}`;
  const time = (one: { start: Date; serviceName: string; practitionerName: string }) =>
    `${when(one.start)}, ${one.serviceName} with ${one.practitionerName}`;
  const beingAsked = open.reduce((sum, { offers }) => sum + offers.filter(({ state }) => state === "open").length, 0);
  return (
    <Stack gap="wide">
      <PageHead
        title="Waiting list"
        lead={
          waiting.length === 0
            ? "Nobody waits for an earlier time."
            : `${waiting.length === 1 ? "One person waits" : `${waiting.length} people wait`} for an earlier time${
                beingAsked ? `; ${people(beingAsked)} ${beingAsked === 1 ? "is" : "are"} being asked just now` : ""
              }.`
        }
      />
      {done ? <Notice tone="success" title={done} live /> : null}
      {open.length ? (
        <Section
          title="Being asked now"
          id="open"
          hint="The first yes has the time. Answers by telephone are noted here."
        >
          <div className="flex flex-col gap-6">
            {open.map((one) => (
              <div key={one.freedId}>
                <h3 className="mb-2 font-semibold">{time(one)}</h3>
                <RuleList label={`Asked about ${time(one)}`}>
                  {one.offers.map((offer) => (
                    <RuleItem
                      key={offer.offerId}
                      title={
                        offer.appointmentId ? (
                          <Anchor className="link" href={`/desk/appointments/${offer.appointmentId}`}>
                            {offer.name}
                          </Anchor>
                        ) : (
                          offer.name
                        )
                      }
                      detail={
                        offer.state === "open" ? (
                          <span className="flex flex-wrap gap-x-3">
                            <span>{`Until ${sayTime(offer.expiresAt, zone, clinic.locale)}. ${heard(offer)}`}</span>
                            {offer.mobile ? (
                              <a className="figures link" href={`tel:${offer.mobile}`}>
                                {phoneWords(offer.mobile)}
                              </a>
                            ) : null}
                          </span>
                        ) : undefined
                      }
                      aside={
                        <Status icon={states[offer.state].icon} tone={states[offer.state].tone}>
                          {states[offer.state].word}
                        </Status>
                      }
                    >
                      {offer.state === "open" && mayChange ? (
                        <ActForm action={answerAction.bind(null, offer.offerId)} className="flex flex-wrap gap-3">
                          <SubmitButton name="answer" value="yes" size="small" variant="secondary">
                            {offer.name} said yes
                          </SubmitButton>
                          <SubmitButton name="answer" value="no" size="small" variant="quiet">
                            Said no
                          </SubmitButton>
                        </ActForm>
                      ) : null}
                    </RuleItem>
                  ))}
                </RuleList>
              </div>
            ))}
          </div>
        </Section>
      ) : null}
      {freed.length ? (
        <Section
          title="Freed times"
          id="freed"
          hint="Given up, still free, and somebody who waits could come. The clinic asks by itself during the first day; after that, or to ask others, offer them by hand."
        >
          <RuleList label="Freed times">
            {freed.map((one) => (
              <RuleItem
                key={one.freedId}
                title={when(one.start)}
                detail={`${one.serviceName} with ${one.practitionerName}. ${one.asked ? `${one.asked} being asked, ` : ""}${
                  one.fits.length
                } ${one.asked ? "more " : ""}could come.`}
              >
                {mayChange ? (
                  <Fold
                    label={
                      <>
                        Offer it by hand<span className="sr-only">: {time(one)}</span>
                      </>
                    }
                  >
                    <ActForm action={offerAction.bind(null, one.freedId)} className="flex max-w-2xl flex-col gap-4">
                      <ChoiceGroup
                        legend="Whom to ask"
                        name="wishIds"
                        id={`who-${one.freedId}`}
                        type="checkbox"
                        options={one.fits.map((fit) => ({
                          value: fit.wishId,
                          label: fit.name,
                          hint: [
                            `booked ${when(fit.start)}`,
                            fit.behindDays ? `${days(fit.behindDays)} behind the plan` : null,
                            `waits since ${sayShortDay(fit.askedAt, zone, clinic.locale)}`,
                            fit.asked ? "being asked about another time" : null,
                          ]
                            .filter(Boolean)
                            .join(", "),
                        }))}
                      />
                      <div>
                        <SubmitButton size="small" pendingLabel="Offering…">
                          Offer it to them
                        </SubmitButton>
                      </div>
                    </ActForm>
                  </Fold>
                ) : null}
              </RuleItem>
            ))}
          </RuleList>
        </Section>
      ) : null}
      <Section
        title="Who waits"
        id="waiting"
        hint="In the order in which the clinic asks: furthest behind a plan first, then who asked first."
      >
        {waiting.length ? (
          <RuleList label="Who waits">
            {waiting.map((one) => (
              <RuleItem
                key={one.wishId}
                title={
                  <Anchor className="link" href={`/desk/appointments/${one.appointmentId}`}>
                    {one.name}
                  </Anchor>
                }
                detail={
                  <>
                    <span className="block">{`Earlier than ${time(one)}`}</span>
                    <span className="block text-sm">
                      {[
                        `Waits since ${sayShortDay(one.askedAt, zone, clinic.locale)}`,
                        one.behindDays ? `${days(one.behindDays)} behind the plan` : null,
                        one.asked ? "being asked now" : null,
                      ]
                        .filter(Boolean)
                        .join(", ")}
                      .
                    </span>
                  </>
                }
                aside={
                  mayChange ? (
                    <ActForm action={takeOffAction.bind(null, one.chainId)}>
                      <SubmitButton size="small" variant="quiet" pendingLabel="Taking off…">
                        Take off<span className="sr-only"> {one.name}</span>
                      </SubmitButton>
                    </ActForm>
                  ) : undefined
                }
              />
            ))}
          </RuleList>
        ) : (
          <EmptyState title="Nobody waits">
            Patients put themselves on the list on their booking’s page; you can do it for them below, or on a visit’s
            page.
          </EmptyState>
        )}
      </Section>
      {mayChange ? (
        <Section title="Put somebody on the list" id="add">
          <FindPeople
            find={findComingAction}
            hint="Part of the name, an e-mail, or the end of the phone number"
            listed="Visits to come"
            pick={{ action: putOnAction, label: "Wants an earlier time", pendingLabel: "Putting on…" }}
            none={
              <EmptyState title="No visit to come">
                Nobody by this name has a visit booked. Whoever has none yet is booked first, and waits with that visit.
              </EmptyState>
            }
          />
        </Section>
      ) : null}
      {past.length ? (
        <Section title="What came of it, the last two weeks" id="past">
          <RuleList label="Offers of the last two weeks">
            {past.map((one) => (
              <RuleItem
                key={one.freedId}
                title={time(one)}
                detail={
                  <ul className="flex flex-wrap gap-x-5 gap-y-1">
                    {one.offers.map((offer) => (
                      <li key={offer.offerId}>
                        <Status icon={states[offer.state].icon} tone={states[offer.state].tone}>
                          {`${offer.name}: ${states[offer.state].word}`}
                        </Status>
                      </li>
                    ))}
                  </ul>
                }
              />
            ))}
          </RuleList>
        </Section>
      ) : null}
    </Stack>
  );
}
