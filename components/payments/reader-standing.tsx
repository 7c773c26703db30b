// Where a payment on a card reader stands, for the desk that waits for it.
import { Notice } from "@/components/ui/notice";

type Props = { reader: { label: string; refusal: string | null }; amount: string };

const left = new Set(["customer_canceled", "user_canceled"]);

export function ReaderStanding({ reader: { label, refusal }, amount }: Props) {
  if (!refusal)
    return (
      <p>{`“${label}” shows ${amount}. Ask for a card to be held to it or put in. This page says so as soon as it is paid.`}</p>
    );
  if (left.has(refusal))
    return (
      <Notice tone="warning" title="It was stopped on the reader.">
        Nothing was charged.
      </Notice>
    );
  return (
    <Notice
      tone="warning"
      title={refusal === "insufficient_funds" ? "There is too little money on the card." : "The card was declined."}
    >
      Nothing was charged. Ask for another card, or take the money another way.
    </Notice>
  );
}
