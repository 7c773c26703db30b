// Which time is kept, and until when, in words.
import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/ui/icon";
import { sayMoment, sayTime } from "@/lib/time/say";

type Props = { start?: string; until?: string; now: Date; zone: string; locale: string };

export async function HoldLine({ start, until, now, zone, locale }: Props) {
  if (!start || !until) return null;
  const t = await getTranslations("booking.hold");
  const ends = new Date(until);
  const over = ends <= now;
  return (
    <p className="flex items-start gap-3 border-y border-line py-3">
      <span className="mt-0.5 text-accent">
        <Icon name="clock" />
      </span>
      <span>
        <span className="figures block font-semibold">{sayMoment(new Date(start), zone, locale)}</span>
        <span className="text-sm text-soft">
          {over ? t("over") : t("until", { time: sayTime(ends, zone, locale) })}
        </span>
      </span>
    </p>
  );
}
