// Whom a patient looks after: turning to their pages, what still waits for the clinic, and asking for another.
import { ActForm, type Act } from "@/components/desk/act-form";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Tell } from "@/lib/languages/tell";

export type DependantLine = {
  id: string;
  name: string;
  detail: string;
  /** Null until the clinic has said yes, and when it is over. */
  turnTo: Act | null;
  giveUp: Act;
};

export const DependantList = ({ t, lines }: { t: Tell; lines: readonly DependantLine[] }) => (
  <RuleList label={t("People you look after")}>
    {lines.map(({ id, name, detail, turnTo, giveUp }) => (
      <RuleItem key={id} title={name} detail={detail}>
        <div className="flex flex-wrap gap-3">
          {turnTo ? (
            <ActForm action={turnTo} className="">
              <SubmitButton pendingLabel={t("One moment…")}>
                {t("Turn to their pages")}
                <span className="sr-only">: {name}</span>
              </SubmitButton>
            </ActForm>
          ) : null}
          <ActForm action={giveUp} className="">
            <SubmitButton variant="secondary" pendingLabel={t("One moment…")}>
              {t(turnTo ? "Stop acting for them" : "Take it off the list")}
              <span className="sr-only">: {name}</span>
            </SubmitButton>
          </ActForm>
        </div>
      </RuleItem>
    ))}
  </RuleList>
);
