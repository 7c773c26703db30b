// People to call about one thing, each with what it is, since when, and the plan it is about.
import { CallList, type Callee } from "@/components/insights/call-list";
import { LinkButton } from "@/components/ui/button";

export type FollowLine = Callee & { planHref: string; what: string; practitioner: string };

export const FollowList = ({ label, lines }: { label: string; lines: readonly FollowLine[] }) => (
  <CallList
    label={label}
    lines={lines}
    about={({ what, practitioner }) => (
      <>
        {what}
        <span className="block text-sm text-soft">{practitioner}</span>
      </>
    )}
    deed={({ planHref, name }) => (
      <LinkButton href={planHref} size="small" variant="secondary">
        Open plan<span className="sr-only"> of {name}</span>
      </LinkButton>
    )}
  />
);
