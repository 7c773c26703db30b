// The logo: the taper, and the word beside it.
import { TaperDots } from "@/components/ui/taper-dots";

export function Mark({ r = 3 }: { r?: number }) {
  return <TaperDots count={5} r={r} />;
}

export function Wordmark({ name = "Taper" }: { name?: string }) {
  return (
    <span className="inline-flex items-center gap-3">
      <Mark />
      <span className="font-semibold">{name}</span>
    </span>
  );
}
