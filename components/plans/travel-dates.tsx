// Days away from a running plan: those that were said, each with a way to take it back, and a form to say more.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Icon } from "@/components/ui/icon";
import { TextField } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { asWritten, type Tell } from "@/lib/languages/tell";
import { sayShortDate } from "@/lib/time/say";

type Span = { from: string; to: string };

type Props = {
  t?: Tell;
  away: readonly Span[];
  /** First day that can be chosen. */
  today: string;
  locale: string;
  add: Act;
  remove: (span: Span) => Act;
};

export const spanWords = ({ from, to }: Span, locale: string, t: Tell = asWritten): string =>
  from === to ? sayShortDate(from, locale) : `${sayShortDate(from, locale)} ${t("to")} ${sayShortDate(to, locale)}`;

export function TravelDates({ t = asWritten, away, today, locale, add, remove }: Props) {
  const coming = away.filter(({ to }) => to >= today);
  return (
    <div className="flex flex-col gap-4">
      {coming.length ? (
        <RuleList label={t("Days away")}>
          {coming.map((span) => (
            <RuleItem
              key={`${span.from} ${span.to}`}
              lead={
                <span className="text-soft">
                  <Icon name="calendar" />
                </span>
              }
              title={<span className="figures">{t(`Away ${spanWords(span, locale)}`)}</span>}
              aside={
                <ActForm action={remove(span)} className="flex flex-col items-end gap-2">
                  <SubmitButton variant="quiet" size="small" pendingLabel={t("Taking back…")}>
                    {t("Take back")}
                    <span className="sr-only"> {spanWords(span, locale, t)}</span>
                  </SubmitButton>
                </ActForm>
              }
            />
          ))}
        </RuleList>
      ) : null}
      <ActForm action={add} className="flex flex-col gap-4">
        <div className="grid max-w-xl grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField label={t("First day away")} name="from" type="date" min={today} />
          <TextField label={t("Last day away")} name="to" type="date" min={today} />
        </div>
        <div>
          <SubmitButton variant="secondary" size="small" pendingLabel={t("Keeping…")}>
            {t("Keep these days free")}
          </SubmitButton>
        </div>
      </ActForm>
    </div>
  );
}
