// How far apart visits are, phase by phase, in words.
import type { Tell } from "@/lib/languages/tell";
import type { PhaseStep } from "@/lib/plans/phase-steps";

type Props = { t: Tell; tracks: readonly { id: string; name: string; steps: readonly PhaseStep[] }[] };

const atWords = { past: "Behind you", now: "Now", later: "Then" };

export function PlanSteps({ t, tracks }: Props) {
  return (
    <div className="flex flex-col gap-5">
      {tracks.map(({ id, name, steps }) => (
        <div key={id}>
          {tracks.length > 1 ? <h3 className="mb-2 text-base">{name}</h3> : null}
          <ol className="flex flex-col gap-2">
            {steps.map(({ every, visits, at }, index) => (
              <li key={`${every} ${index}`} className="grid grid-cols-[6.5rem_1fr] gap-2">
                <span className={at === "now" ? "font-semibold text-accent" : "text-soft"}>{t(atWords[at])}</span>
                <span className={at === "now" ? "font-semibold" : ""}>
                  {t(visits === 1 ? `1 visit, ${every}` : `${visits} visits, ${every}`)}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
