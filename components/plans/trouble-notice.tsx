// Says why the rest of a course should be planned again, and leads there; nothing has moved yet.
import { troubleWords, type Reader } from "@/components/plans/reflow-words";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { CourseTrouble } from "@/lib/plans/plan-views";

type Troubled = { trouble: readonly CourseTrouble[]; reader: Reader };

export function TroubleList({ trouble, reader }: Troubled) {
  if (!trouble.length) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {trouble.map((one) => (
        <li key={one.kind}>{troubleWords(one, reader)}</li>
      ))}
    </ul>
  );
}

export function TroubleNotice({ trouble, reader, href }: Troubled & { href: string }) {
  if (!trouble.length) return null;
  const toPatient = reader === "patient";
  return (
    <Notice
      tone="warning"
      title={toPatient ? "Your visits to come may need other times" : "The rest of the course is out of shape"}
      action={
        <LinkButton href={href} size={toPatient ? "normal" : "small"}>
          Plan the rest again
        </LinkButton>
      }
    >
      <TroubleList trouble={trouble} reader={reader} />
      <p className="mt-2">Nothing moves before {toPatient ? "you say yes" : "the difference is accepted"}.</p>
    </Notice>
  );
}
