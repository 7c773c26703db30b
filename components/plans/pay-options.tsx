// The ways to pay a course that is accepted, each with what it asks for now.
import type { ReactNode } from "react";
import type { Choice } from "@/components/ui/choice-group";
import { asWritten, tellAll, type Tell } from "@/lib/languages/tell";
import { instalmentConsent } from "@/lib/payments/instalment-consent";
import { instalmentDays } from "@/lib/plans/pay-terms";
import type { CourseProposal } from "@/lib/plans/plan-views";
import { sayShortDateOfYear } from "@/lib/time/say";

type Words = Record<"deposit" | "depositHint" | "first" | "whole" | "instalments" | "clinic", string>;

const patientWords: Words = {
  deposit: "Pay a deposit now",
  depositHint: "The rest visit by visit",
  first: "Pay the first visit now",
  whole: "Pay the whole course now",
  instalments: "Pay in instalments",
  clinic: "Pay at the clinic, visit by visit",
};

const deskWords: Words = {
  deposit: "A deposit now, by card link",
  depositHint: "",
  first: "The first visit now, by card link",
  whole: "The whole course now, by card link",
  instalments: "In instalments, the first now by card link",
  clinic: "At the clinic, visit by visit",
};

type Of = {
  course: Pick<CourseProposal, "dueNow" | "ahead">;
  reader: "patient" | "staff";
  /** The day on which the first instalment would be paid. */
  today: string;
  locale: string;
  say: (minor: number) => string;
  /** Whether a card can be taken now. */
  online: boolean;
  t?: Tell;
  /** What is agreed to with instalments, in a language it may be read in. */
  consent?: ReactNode;
};

export function payOptions({ course: { dueNow, ahead }, reader, today, locale, say, online, ...said }: Of): Choice[] {
  const { t = asWritten, consent = instalmentConsent.text } = said;
  const words = tellAll(t, reader === "patient" ? patientWords : deskWords);
  const clinic = { value: "clinic", label: words.clinic, aside: say(0) };
  if (!online) return [clinic];
  const days = instalmentDays(today, ahead.instalments.length, ahead.weeksApart);
  const ways: (Choice & { minor: number })[] = [
    { value: "deposit", label: words.deposit, hint: words.depositHint || undefined, minor: dueNow.deposit },
    { value: "first_visit", label: words.first, minor: dueNow.first_visit },
    {
      value: "whole",
      label: words.whole,
      hint: t(
        ahead.savedMinor > 0
          ? `Without the provisional visits. You save ${say(ahead.savedMinor)}: each visit costs less.`
          : "Without the provisional visits.",
      ),
      minor: dueNow.whole,
    },
    {
      value: "instalments",
      label: words.instalments,
      hint: (
        <>
          <span className="block">
            {[
              t(`${say(ahead.instalments[0] ?? 0)} today`),
              ...ahead.instalments
                .slice(1)
                .map((minor, index) => t(`${say(minor)} on ${sayShortDateOfYear(days[index + 1]!, locale)}`)),
            ].join(", ")}
            {t(`: ${say(ahead.instalments.reduce((sum, minor) => sum + minor, 0))} in all.`)}
          </span>
          <span className="mt-1 block">{consent}</span>
        </>
      ),
      minor: dueNow.instalments,
    },
  ];
  const offered = ways.filter(({ minor }) => minor > 0).map(({ minor, ...way }) => ({ ...way, aside: say(minor) }));
  return reader === "patient" ? [...offered, clinic] : [clinic, ...offered];
}
