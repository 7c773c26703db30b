// Packages in words, said the same at the desk and to the patient.
type Sized = { serviceName: string; sessions: number };

/** "5 × Massage, 60 minutes" */
export const packageName = ({ serviceName, sessions }: Sized): string => `${sessions} × ${serviceName}`;

/** Whose it is when it is somebody else's, and until when it can be used. */
export const packageNote = (
  { sharedBy, expiresOn }: { sharedBy: string | null; expiresOn: string | null },
  sayDay: (date: string) => string,
): string | undefined =>
  [sharedBy ? `Shared by ${sharedBy}` : null, expiresOn ? `To be used until ${sayDay(expiresOn)}` : null]
    .filter(Boolean)
    .join(". ") || undefined;

export const leftWords = ({ left, sessions }: { left: number; sessions: number }): string =>
  left === 0 ? `all ${sessions} used` : `${left} of ${sessions} left`;
