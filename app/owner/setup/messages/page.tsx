// When the clinic writes to patients, by which way, and what each message says.
import type { Metadata } from "next";
import { MessageRulesForm } from "@/components/messages/rules-form";
import { Fold } from "@/components/desk/fold";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { chosenTopics, topicWords } from "@/lib/messages/topics";
import { viewMessageSetup } from "@/lib/messages/set-messages";
import type { MessageRules } from "@/lib/messages/message-rules";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayMinute } from "@/lib/time/say";
import { setMessageRulesAction } from "./actions";

export const metadata: Metadata = { title: "Messages" };

const hours = (count: number) => (count % 24 === 0 && count > 24 ? `${count / 24} days` : `${count} hours`);

function inWords(rules: MessageRules): string {
  const { earlyHours, lateHours, onceBelowDays, nudgeDays, checkInHours, weeklyCap, holdMinutes } = rules;
  return [
    `Reminders ${hours(earlyHours)}${lateHours === null ? "" : ` and ${hours(lateHours)}`} before a visit`,
    onceBelowDays ? `one alone when visits are less than ${onceBelowDays} days apart` : "always both",
    nudgeDays.length
      ? `times for a visit without one on days ${nudgeDays.join(", ")}`
      : "no times for visits without one",
    checkInHours === null ? "nobody is asked how it went" : `how it went ${hours(checkInHours)} after a visit`,
    `nothing unasked from ${sayMinute(rules.quietFromMin)} to ${sayMinute(rules.quietToMin)}`,
    `at most ${weeklyCap} in a week`,
    holdMinutes ? `bookings told after ${holdMinutes} minutes` : "bookings told at once",
  ].join(", ");
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export default async function MessagesSetupPage() {
  const { ctx, clinic } = await staffPage("/owner/setup/messages", "set_up_clinic");
  const { rules, inForce, kinds, today } = await viewMessageSetup(ctx);
  return (
    <Stack gap="wide">
      <PageHead
        title="Messages"
        lead="What patients hear from the clinic, and when. Each of them can still choose otherwise for themselves."
      />
      <Section title="When" id="when" rule={false}>
        <Stack>
          <RuleList label="Rules so far">
            {rules.length ? (
              rules.map((rule) => (
                <RuleItem
                  key={rule.effectiveFrom}
                  title={`From ${sayDate(rule.effectiveFrom, clinic.locale)}`}
                  detail={inWords(rule)}
                  aside={
                    rule.effectiveFrom === inForce.effectiveFrom
                      ? "Today"
                      : rule.effectiveFrom > today
                        ? "To come"
                        : null
                  }
                />
              ))
            ) : (
              <RuleItem title="The rules a clinic begins with" detail={inWords(inForce)} aside="Today" />
            )}
          </RuleList>
          <Fold label="Set other rules">
            <MessageRulesForm
              rules={{
                ...inForce,
                quietFrom: clock(inForce.quietFromMin),
                quietTo: clock(inForce.quietToMin),
                nudgeDays: inForce.nudgeDays.join(", "),
                textTopics: [...inForce.textTopics],
              }}
              topics={chosenTopics.map((topic) => ({ value: topic, label: topicWords[topic].name }))}
              today={today}
              action={setMessageRulesAction}
            />
          </Fold>
        </Stack>
      </Section>
      <Section
        title="What they say"
        id="words"
        hint="Open one to see it as a patient does, and to say it in your own words."
      >
        <RuleList label="Messages">
          {kinds.map(({ kind, name, own }) => (
            <RuleItem key={kind} title={name} href={`/owner/setup/messages/${kind}`} aside={own ? "Own words" : null} />
          ))}
        </RuleList>
      </Section>
    </Stack>
  );
}
