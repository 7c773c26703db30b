// A patient's visits with their windows, and how each stands to its own.
import type { Hue } from "@/components/ui/hue";
import { HueLetter } from "@/components/ui/hue-letter";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import type { Tell } from "@/lib/languages/tell";
import type { VisitState } from "@/lib/plans/plan-views";
import type { WindowStanding } from "@/lib/plans/window-standing";

export type OwnVisit = {
  id: string;
  letter: string;
  hue: number;
  when: string;
  /** "Window Tue, Dec 1 to Thu, Dec 3", said already. */
  window: string;
  state: VisitState;
  standing: WindowStanding;
  /** A red flag stands: nothing happens on it until a clinician has looked. */
  reviewFirst: boolean;
  href?: string | undefined;
};

const stateWords: Record<VisitState, string> = {
  attended: "attended",
  booked: "booked",
  held: "being paid",
  open: "no time yet",
  missed: "missed",
  provisional: "booked, after reassessment",
};
const standingWords: Record<WindowStanding, string> = { early: "early", on_time: "on time", late: "late" };

/** In English, for the page to say in its language. */
function saidOf({ state, standing, reviewFirst }: OwnVisit): string {
  if (reviewFirst) return "review first";
  const timed = state === "attended" || state === "booked" || state === "provisional";
  return timed ? `${stateWords[state]}, ${standingWords[standing]}` : stateWords[state];
}

/** The next ones at once; those that were, and those further ahead, behind one press. */
export function OwnVisits({ t, visits, shown = 4 }: { t: Tell; visits: readonly OwnVisit[]; shown?: number }) {
  const first = visits.findIndex(({ state }) => state !== "attended" && state !== "missed");
  const next = first < 0 ? [] : visits.slice(first, first + shown);
  const others = visits.filter((visit) => !next.includes(visit));
  return (
    <div className="flex flex-col gap-2">
      {next.length ? <Lines t={t} label={t("Your next visits")} visits={next} /> : null}
      {others.length ? (
        <details>
          <summary className="min-h-control cursor-pointer py-2 text-accent">
            {t(`${others.length} more, earlier and later`)}
          </summary>
          <Lines t={t} label={t("Earlier and later visits")} visits={others} />
        </details>
      ) : null}
    </div>
  );
}

function Lines({ t, label, visits }: { t: Tell; label: string; visits: readonly OwnVisit[] }) {
  return (
    <RuleList label={label}>
      {visits.map((visit) => (
        <RuleItem
          key={visit.id}
          lead={<HueLetter hue={visit.hue as Hue} letter={visit.letter} />}
          title={<span className="figures">{visit.when}</span>}
          detail={
            <span className="text-sm">
              {t(saidOf(visit))}
              <span className="block">{visit.window}</span>
            </span>
          }
          {...(visit.href ? { href: visit.href } : {})}
        />
      ))}
    </RuleList>
  );
}
