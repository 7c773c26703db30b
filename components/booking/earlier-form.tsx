// Asks to hear of an earlier time, or takes that back. Works without JavaScript.
import { Button } from "@/components/ui/button";
import type { Words } from "@/lib/languages/words";

type Props = { asks: boolean; words: Words["visit"]["earlier"]; action: (form: FormData) => Promise<void> };

export function EarlierForm({ asks, words, action }: Props) {
  return (
    <form action={action} className="flex flex-col gap-3">
      <p>{asks ? words.asks : words.offer}</p>
      <Button type="submit" variant="secondary">
        {asks ? words.off : words.on}
      </Button>
    </form>
  );
}
