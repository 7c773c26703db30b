// A patient's record as files, and what else there is beside them.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";

type Props = {
  slug: string;
  /** Shown that it is them; else that comes first. */ proved: boolean;
  children?: ReactNode;
};

export function RecordFiles({ slug, proved, children }: Props) {
  if (!proved)
    return (
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <Anchor href={`/${slug}/me/proof`}>Show that it is you, to read or save it</Anchor>
        {children}
      </p>
    );
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2">
      <Anchor href={`/${slug}/record?as=page`} download>
        Save to read
      </Anchor>
      <Anchor href={`/${slug}/record`} download>
        Save for another system
      </Anchor>
      {children}
    </p>
  );
}
