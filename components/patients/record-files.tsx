// A patient's record as files, and what else there is beside them.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import type { Tell } from "@/lib/languages/tell";

type Props = {
  t: Tell;
  slug: string;
  /** Shown that it is them; else that comes first. */ proved: boolean;
  children?: ReactNode;
};

export function RecordFiles({ t, slug, proved, children }: Props) {
  if (!proved)
    return (
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <Anchor href={`/${slug}/me/proof`}>{t("Show that it is you, to read or save it")}</Anchor>
        {children}
      </p>
    );
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2">
      <Anchor href={`/${slug}/record?as=page`} download>
        {t("Save to read")}
      </Anchor>
      <Anchor href={`/${slug}/record`} download>
        {t("Save for another system")}
      </Anchor>
      {children}
    </p>
  );
}
