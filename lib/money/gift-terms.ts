// What gift cards can be bought for. A card never expires and costs nothing beside its amount (British Columbia: Business Practices and
// Consumer Protection Act, SBC 2004 c. 2, ss. 56.2 and 56.3, and the Prepaid Purchase Cards Regulation; read 2026-11). No tax is in it: a
// gift card is no supply when it is sold, and money when it is used (Excise Tax Act s. 181.2, CRA policy P-202; read 2026-11).

export type GiftTerms = {
  amountsMinor: number[];
  /** Between these the buyer may choose any amount. */
  free: { leastMinor: number; mostMinor: number } | null;
};

type Row = { effectiveFrom: string; amountsMinor: number[]; leastMinor: number | null; mostMinor: number | null };

/** What counts on the day, of rows with the latest first; null while none are sold. */
export function giftTermsOn(rows: readonly Row[], day: string): GiftTerms | null {
  const row = rows.find(({ effectiveFrom }) => effectiveFrom <= day);
  if (!row) return null;
  const { leastMinor, mostMinor } = row;
  const free = leastMinor === null || mostMinor === null ? null : { leastMinor, mostMinor };
  return row.amountsMinor.length || free ? { amountsMinor: row.amountsMinor, free } : null;
}

export const isSoldFor = ({ amountsMinor, free }: GiftTerms, minor: number): boolean =>
  amountsMinor.includes(minor) || (free !== null && minor >= free.leastMinor && minor <= free.mostMinor);
