// Before somebody is added who treats: what that changes of the price of Taper.
import { Notice } from "@/components/ui/notice";
import { formatMoney } from "@/lib/money/money";

type Props = { news: { from: number; to: number; currency: string; live: boolean } | null; locale: string };

export function OneMore({ news, locale }: Props) {
  if (!news) return null;
  const price = (minor: number) => formatMoney(minor, news.currency, locale);
  return (
    <div className="mb-4">
      <Notice
        title={`With one more practitioner Taper costs ${price(news.to)} a month instead of ${price(news.from)}.`}
      >
        <p>
          {news.live
            ? "It counts from the next bill on; nothing is billed for the month that runs."
            : "It counts once somebody subscribes; nothing is billed in the trial."}
        </p>
      </Notice>
    </div>
  );
}
