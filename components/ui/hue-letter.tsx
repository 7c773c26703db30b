// A letter with an edge in one of the four hues, so that the hue is never the only sign.
import { hueEdge, hueText, hueTint, type Hue } from "@/components/ui/hue";

export function HueLetter({ hue, letter, name }: { hue: Hue; letter: string; name?: string }) {
  const mark = (
    <span
      aria-hidden={name ? true : undefined}
      className={`inline-flex size-[1.6em] shrink-0 items-center justify-center rounded-[0.3em] border-s-[3px] text-[0.8em] leading-none font-semibold ${hueEdge[hue]} ${hueText[hue]} ${hueTint[hue]}`}
    >
      {letter}
    </span>
  );
  if (!name) return mark;
  return (
    <span className="inline-flex items-center gap-2">
      {mark}
      <span>{name}</span>
    </span>
  );
}
