// Paying with a gift card: its code, and what is left on those that were used.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { GiftCodeField } from "@/components/payments/gift-code-field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { asWritten, type Tell } from "@/lib/languages/tell";

type Props = {
  t?: Tell;
  /** What could be paid with one now; null for nothing. */
  due: string | null;
  /** Just paid with one. */
  just: boolean;
  /** Came here to use one. */
  open?: boolean;
  used: readonly { codeEnd: string; leftMinor: number }[];
  say: (minor: number) => string;
  action: Act;
};

/** "ending 7K2M, $20.00 left on it" */
export const giftCardLeft = ({ codeEnd, leftMinor }: Props["used"][number], say: (minor: number) => string) =>
  `ending ${codeEnd}, ${leftMinor > 0 ? say(leftMinor) : "nothing"} left on it`;

export function UseGiftCard({ t = asWritten, due, just, open = false, used, say, action }: Props) {
  if (due === null && !used.length) return null;
  return (
    <Section title={t("Gift card")} id="gift-card">
      <div className="flex flex-col gap-4">
        {just ? <Notice tone="success" title={t("Paid with the gift card.")} live /> : null}
        {used.map((one) => (
          <p key={one.codeEnd} className="figures">
            {t(`Gift card ${giftCardLeft(one, say)}.`)}
          </p>
        ))}
        {due === null ? null : (
          <Fold label={t(used.length ? "Use another gift card" : "Use a gift card")} open={open}>
            <ActForm action={action}>
              <p>{t(`It pays ${due}, or as much of that as is left on it.`)}</p>
              <GiftCodeField label={t("Code of the gift card")} />
              <div>
                <SubmitButton pendingLabel={t("One moment…")}>{t("Pay with the gift card")}</SubmitButton>
              </div>
            </ActForm>
          </Fold>
        )}
      </div>
    </Section>
  );
}
