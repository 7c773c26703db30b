// Packages in words, said the same at the desk and to the patient.
type Sized = { serviceName: string; sessions: number };

/** "5 × Massage, 60 minutes" */
export const packageName = ({ serviceName, sessions }: Sized): string => `${sessions} × ${serviceName}`;

export const leftWords = ({ left, sessions }: { left: number; sessions: number }): string =>
  left === 0 ? `all ${sessions} used` : `${left} of ${sessions} left`;
