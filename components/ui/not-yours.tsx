// What somebody reads whose role does not include a page.
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";

type Props = { title: string; lead: string; href: string; label: string };

export function NotYours({ title, lead, href, label }: Props) {
  return (
    <Stack>
      <PageHead title={title} lead={lead} />
      <div>
        <LinkButton href={href}>{label}</LinkButton>
      </div>
    </Stack>
  );
}
