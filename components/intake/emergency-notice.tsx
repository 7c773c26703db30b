// Stands above questions about health: where to turn when they are too slow.
import { sayCare } from "@/lib/intake/care-texts";
import type { Language } from "@/lib/languages/language";
import { Notice } from "@/components/ui/notice";

type Props = { number: string; language?: Language };

export const EmergencyNotice = ({ number, language = "en" }: Props) => (
  <Notice tone="stop" title={sayCare(language, `If this is an emergency, call ${number} now.`)}>
    {sayCare(language, "This form is not medical advice and is not monitored in real time.")}
  </Notice>
);
