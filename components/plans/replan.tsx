// The rest of a course planned again, on one page: how it stretches, what changes, how it looks then, and the one yes.
import { CourseDifference } from "@/components/plans/course-difference";
import { PolicyForm } from "@/components/plans/policy-form";
import { differenceLines, policyMeaning, policySentence, type Reader } from "@/components/plans/reflow-words";
import { ReplanForm } from "@/components/plans/replan-form";
import { TaperTimeline } from "@/components/plans/taper-timeline";
import { Notice } from "@/components/ui/notice";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { asWritten, type Tell } from "@/lib/languages/tell";
import type { InstalmentOutlook } from "@/lib/payments/preview-instalments";
import { reflowTimeline } from "@/lib/plans/plan-timeline";
import type { PlanView } from "@/lib/plans/plan-views";
import type { PolicyOutlook, ReflowView } from "@/lib/plans/reflow-views";
import { sayDate } from "@/lib/time/say";

type Props = {
  t?: Tell;
  plan: PlanView;
  view: ReflowView;
  /** What it does to instalments that are still open. */
  instalments: InstalmentOutlook;
  /** To choose another policy; null for those who may not. */
  outlooks: readonly PolicyOutlook[] | null;
  reader: Reader;
  /** Another difference was accepted, or a time went, since this was last shown. */
  changed: boolean;
  today: string;
  locale: string;
  money: (minor: number) => string;
  action: (before: { ok: boolean; message?: string }, form: FormData) => Promise<{ ok: boolean; message?: string }>;
};

function yesLabel({ difference, feeMinor }: ReflowView, reader: Reader, money: Props["money"], t: Tell): string {
  const { moved, resized, dropped } = difference;
  const parts = [
    moved.length ? t(`move ${moved.length}`) : "",
    difference.new.length ? t(`book ${difference.new.length}`) : "",
    resized.length ? t(`change the length of ${resized.length}`) : "",
    dropped.length ? t(`drop ${dropped.length}`) : "",
  ].filter(Boolean);
  if (!parts.length) return t(reader === "patient" ? "Keep my visits as they are" : "Leave the course as it is");
  return `${t("Accept")} – ${[...parts, ...(feeMinor > 0 ? [t(`costs ${money(feeMinor)}`)] : [])].join(", ")}`;
}

export function Replan({
  t = asWritten,
  plan,
  view,
  instalments,
  outlooks,
  reader,
  changed,
  today,
  locale,
  money,
  action,
}: Props) {
  const lines = differenceLines(plan, view, { locale, reader, money, t });
  const changes = lines.moved.length + lines.new.length + lines.dropped.length + view.difference.resized.length;
  const seen = view.course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start: start.toISOString(), practitionerId }] : [],
  );
  return (
    <Stack gap={reader === "patient" ? "wide" : "normal"}>
      {changed ? (
        <Notice tone="warning" live title={t("Something changed while you were looking. Nothing has moved.")}>
          {t("Here is the difference as it is now; look once more and say yes again.")}
        </Notice>
      ) : null}
      <div
        className={outlooks ? "grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-6 lg:grid-cols-[24rem_minmax(0,1fr)]" : ""}
      >
        {outlooks ? (
          <PolicyForm key={view.policy} chosen={view.policy} outlooks={outlooks} locale={locale} />
        ) : (
          <p className="measure mb-8">
            <span className="font-semibold">{t(policySentence[view.policy])}</span> {t(policyMeaning[view.policy])}
          </p>
        )}
        <Stack>
          <Section title={t("What changes")} id="difference" rule={reader === "patient"}>
            {changes === 0 ? (
              <p className="measure mb-5">
                {t(
                  lines.open.length
                    ? "Nothing that is booked has to move."
                    : "Nothing has to move: every visit to come stands well as it is.",
                )}
              </p>
            ) : null}
            <CourseDifference t={t} lines={lines} />
          </Section>
          {instalments.changes.length ? (
            <Section
              title={t("The instalments then")}
              id="instalments"
              hint={t("They follow what the visits cost, to the cent. Their days stay.")}
              rule={reader === "patient"}
            >
              <RuleList label={t("The instalments then")}>
                {instalments.changes.map(({ number, dueOn, fromMinor, toMinor }) => (
                  <RuleItem
                    key={number}
                    title={<span className="figures">{sayDate(dueOn, locale)}</span>}
                    detail={t(`instead of ${money(fromMinor)}`)}
                    aside={toMinor > 0 ? money(toMinor) : t("falls away")}
                  />
                ))}
              </RuleList>
            </Section>
          ) : null}
          <ReplanForm
            seen={JSON.stringify(seen)}
            stamp={view.stamp}
            instalments={instalments.stamp}
            label={yesLabel(view, reader, money, t)}
            pending={t("Booking the new times…")}
            full={reader === "patient"}
            action={action}
          />
        </Stack>
      </div>
      <Section title={t("The course then")} id="course">
        <TaperTimeline {...reflowTimeline(plan, view, today, locale)} say={{ t, locale }} />
      </Section>
    </Stack>
  );
}
