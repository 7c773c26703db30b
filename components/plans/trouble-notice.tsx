// Says why the rest of a course should be planned again, and leads there; nothing has moved yet.
import { troubleWords, type Reader } from "@/components/plans/reflow-words";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { asWritten, type Tell } from "@/lib/languages/tell";
import type { CourseTrouble } from "@/lib/plans/plan-views";

type Troubled = { t?: Tell; trouble: readonly CourseTrouble[]; reader: Reader };

export function TroubleList({ t = asWritten, trouble, reader }: Troubled) {
  if (!trouble.length) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {trouble.map((one) => (
        <li key={one.kind}>{t(troubleWords(one, reader))}</li>
      ))}
    </ul>
  );
}

export function TroubleNotice({ t = asWritten, trouble, reader, href }: Troubled & { href: string }) {
  if (!trouble.length) return null;
  const toPatient = reader === "patient";
  return (
    <Notice
      tone="warning"
      title={t(toPatient ? "Your visits to come may need other times" : "The rest of the course is out of shape")}
      action={
        <LinkButton href={href} size={toPatient ? "normal" : "small"}>
          {t("Plan the rest again")}
        </LinkButton>
      }
    >
      <TroubleList t={t} trouble={trouble} reader={reader} />
      <p className="mt-2">
        {t(toPatient ? "Nothing moves before you say yes." : "Nothing moves before the difference is accepted.")}
      </p>
    </Notice>
  );
}
