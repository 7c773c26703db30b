// A patient's record as files, and what else there is beside them.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";

export function RecordFiles({ slug, children }: { slug: string; children?: ReactNode }) {
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
