// How money changes hands at the desk, as a question.
import { methodWord } from "@/components/desk/fact-words";
import { ChoiceGroup } from "@/components/ui/choice-group";

type Props = {
  legend: string;
  id?: string;
  hint?: string;
  /** Among the ways. */
  giftCards?: boolean;
  /** Among the ways: a page that the patient pays on. */
  cardPage?: boolean;
  /** Among the ways: readers that a card is held to. */
  readers?: readonly ReaderChoice[];
};

export type ReaderChoice = { readerId: string; label: string };

export function HandMethods({ legend, id, hint, giftCards = false, cardPage = false, readers = [] }: Props) {
  return (
    <ChoiceGroup
      legend={legend}
      name="method"
      {...(id ? { id } : {})}
      layout="inline"
      {...(hint ? { hint } : {})}
      options={[
        ...readers.map(({ readerId, label }) => ({ value: `reader:${readerId}`, label: `Card on “${label}”` })),
        ...["terminal", "cash", "e_transfer", ...(giftCards ? ["gift_card"] : [])].map((value) => ({
          value,
          label: methodWord[value],
        })),
        ...(cardPage ? [{ value: "card_page", label: "Card on their phone" }] : []),
      ]}
    />
  );
}

export const HandBack = ({ id }: { id?: string }) => (
  <HandMethods
    legend="How it is handed back"
    hint="Card payments made online go back to the card by themselves."
    {...(id ? { id } : {})}
  />
);
