// One share with its meaning, what it is drawn from and how it stood before; the whole of it opens its people.
import { Anchor } from "@/components/ui/anchor";
import { sayChange, sayRate, type Share } from "@/components/insights/shares";

export type FigureTileProps = {
  label: string;
  /** What it is a share of: "visits due". */
  unit: string;
  share: Share;
  before: Share;
  earlier: string;
  href: string;
};

export function FigureTile({ label, unit, share, before, earlier, href }: FigureTileProps) {
  const change = sayChange(share, before, earlier);
  return (
    <div className="relative flex flex-col border-t border-line pt-2 hover:bg-sunk">
      <span className={`figures ${share.rate === null ? "text-base text-soft" : "text-xl font-semibold"}`}>
        {sayRate(share)}
      </span>
      <Anchor
        href={href}
        className="text-ink underline decoration-line underline-offset-4 after:absolute after:inset-0 after:content-[''] hover:text-accent"
      >
        {label}
      </Anchor>
      <span className="figures text-sm text-soft">
        {share.of} {unit}
        {change ? <span className="block">{change}</span> : null}
      </span>
    </div>
  );
}
