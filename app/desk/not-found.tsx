// What the desk says when something is not there, or belongs to another clinic.
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";

export default function NotHere() {
  return (
    <Stack>
      <PageHead title="This is not here" lead="It may have been moved or removed, or the address was cut short." />
      <div>
        <LinkButton href="/desk">Go to today</LinkButton>
      </div>
    </Stack>
  );
}
