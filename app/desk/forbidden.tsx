// What the desk says to somebody whose role does not include a page.
import { NotYours } from "@/components/ui/not-yours";

export default function DeskForbidden() {
  return (
    <NotYours
      title="This page is not part of your role"
      lead="The clinic’s owner decides who does what. Nothing was changed."
      href="/account"
      label="Go to your account"
    />
  );
}
