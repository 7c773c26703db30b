// What stands where something is still on its way: the taper, breathing, with words for those who do not see it.
import { TaperDots } from "@/components/ui/taper-dots";

export function Skeleton({ label = "On its way" }: { label?: string }) {
  return (
    <div role="status" className="flex items-center gap-4 py-6 text-soft">
      <TaperDots breathing />
      <span>{label}</span>
    </div>
  );
}
