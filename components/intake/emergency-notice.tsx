// Stands above questions about health: where to turn when they are too slow.
import { Notice } from "@/components/ui/notice";

export const EmergencyNotice = ({ number }: { number: string }) => (
  <Notice tone="stop" title={`If this is an emergency, call ${number} now.`}>
    This form is not medical advice and is not monitored in real time.
  </Notice>
);
