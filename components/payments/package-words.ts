// Packages in words, said the same at the desk and to the patient.
import { asWritten, type Tell } from "@/lib/languages/tell";

type Left = { left: number; sessions: number; status?: "active" | "refunded" | "lapsed" };
type Sized = { serviceName: string; sessions: number; ofMembership?: boolean };

/** "5 × Massage, 60 minutes"; of a month, "Maintenance: 2 visits" */
export const packageName = ({ serviceName, sessions, ofMembership = false }: Sized, t: Tell = asWritten): string =>
  ofMembership
    ? `${serviceName}: ${t(sessions === 1 ? "1 visit" : `${sessions} visits`)}`
    : `${sessions} × ${serviceName}`;

/** Whose it is when it is somebody else's, and until when it can be used. */
export const packageNote = (
  { sharedBy, expiresOn }: { sharedBy: string | null; expiresOn: string | null },
  sayDay: (date: string) => string,
  t: Tell = asWritten,
): string | undefined =>
  [sharedBy ? t(`Shared by ${sharedBy}`) : null, expiresOn ? t(`To be used until ${sayDay(expiresOn)}`) : null]
    .filter(Boolean)
    .join(". ") || undefined;

export const leftWords = ({ left, sessions, status = "active" }: Left): string =>
  status === "refunded"
    ? "given back"
    : status === "lapsed"
      ? "over"
      : left === 0
        ? `all ${sessions} used`
        : `${left} of ${sessions} left`;
