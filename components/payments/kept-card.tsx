// The card that a patient keeps with the clinic, or the offer to keep one.
import { getTranslations } from "next-intl/server";
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { brandWords } from "@/components/payments/card-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  card: { brand: string; last4: string; expires: string } | null;
  consent: string;
  /** Back from the page that keeps it. */
  just: boolean;
  keep: Act;
  forget: Act;
};

export async function KeptCard({ card, consent, just, keep, forget }: Props) {
  const t = await getTranslations("visit.card");
  return (
    <Section title={t("title")} id="card" hint={card || just ? undefined : t("hint")}>
      <div className="flex flex-col gap-4">
        {just && card ? <Notice tone="success" title={t("kept")} live /> : null}
        {just && !card ? (
          <>
            <meta httpEquiv="refresh" content="2" />
            <Notice title={t("waiting")} live />
          </>
        ) : null}
        {card ? (
          <>
            <p>
              {t("ending", {
                brand: brandWords(card) ?? t("otherBrand"),
                last4: card.last4,
                expires: card.expires,
              })}
            </p>
            <p lang="en" className="text-sm text-soft">
              {consent}
            </p>
            <ActForm action={forget} className="">
              <SubmitButton variant="secondary" size="small" pendingLabel={t("moment")}>
                {t("forget")}
              </SubmitButton>
            </ActForm>
          </>
        ) : just ? null : (
          <Fold label={t("fold")}>
            <ActForm action={keep}>
              <ChoiceGroup
                legend={t("what")}
                name="agreed"
                type="checkbox"
                options={[{ value: "yes", label: t("agree"), hint: <span lang="en">{consent}</span> }]}
              />
              <p className="text-sm text-soft">{t("byStripe")}</p>
              <div>
                <SubmitButton variant="secondary" pendingLabel={t("opening")}>
                  {t("keep")}
                </SubmitButton>
              </div>
            </ActForm>
          </Fold>
        )}
      </div>
    </Section>
  );
}
