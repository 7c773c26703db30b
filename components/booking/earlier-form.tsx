// Asks to hear of an earlier time, or takes that back. Works without JavaScript.
import { Button } from "@/components/ui/button";

export function EarlierForm({ asks, action }: { asks: boolean; action: (form: FormData) => Promise<void> }) {
  return (
    <form action={action} className="flex flex-col gap-3">
      <p>
        {asks
          ? "You are on the waiting list. When an earlier time becomes free, we write to a few people; the first yes has it."
          : "We write when an earlier time of this kind becomes free. Your booking stays until you say yes."}
      </p>
      <Button type="submit" variant="secondary">
        {asks ? "Take me off the waiting list" : "Tell me of earlier times"}
      </Button>
    </form>
  );
}
