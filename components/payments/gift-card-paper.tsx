// A gift card as it is given: amount, code, from whom and for whom; the same on paper.
import type { Tell } from "@/lib/languages/tell";

type Props = {
  t: Tell;
  clinicName: string;
  place: string;
  amount: string;
  /** Where something was used or given back. */
  left: string | null;
  /** Null where it cannot be shown again. */
  code: string | null;
  from: string;
  to: string | null;
  message: string | null;
};

export function GiftCardPaper({ t, clinicName, place, amount, left, code, from, to, message }: Props) {
  return (
    <article className="flex flex-col gap-6 rounded border border-edge bg-surface px-6 py-8">
      <header>
        <p className="text-soft">{t(`Gift card for ${clinicName}`)}</p>
        <h1 className="figures text-2xl">{amount}</h1>
        {left === null ? null : <p className="figures font-semibold">{t(`${left} is left on it`)}</p>}
      </header>
      {message ? <p className="measure whitespace-pre-line">{message}</p> : null}
      <p>{t(to ? `For ${to}, from ${from}` : `Given by ${from}`)}</p>
      <div className="border-t border-line pt-4">
        <p className="text-soft">{t("Code")}</p>
        {code ? (
          <p className="figures text-xl font-semibold tracking-wide break-words">{code}</p>
        ) : (
          <p>{t("It stands in the letter that came with the card.")}</p>
        )}
      </div>
      <p className="text-sm text-soft">
        {t(
          "Type the code when you pay online, or say it at the desk. It never expires, and what is not used stays on it.",
        )}{" "}
        {t("Keep it as you would keep money: whoever knows the code can use it.")}{" "}
        {t(`What is left, and help with a lost card: ${place}`)}
      </p>
    </article>
  );
}
