// While a page of the desk is on its way.
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return <Skeleton />;
}
