// For those whose role does not include the owner's pages.
import { NotYours } from "@/components/ui/not-yours";

export default function OwnerForbidden() {
  return (
    <NotYours
      title="This page is for owners and managers"
      lead="Your role does not include it. The clinic’s owner can change that."
      href="/desk"
      label="Go to the desk"
    />
  );
}
