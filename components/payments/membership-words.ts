// Memberships in words, said the same to patients, at the desk and to the owner.
type Terms = { sessions: number; rollMonths: number | null; services: readonly { name: string }[] };

/** "2 visits a month of Massage, 60 minutes or Acupuncture" */
export const includesWords = ({ sessions, services }: Terms): string =>
  `${sessions === 1 ? "1 visit" : `${sessions} visits`} a month of ${orList(services.map(({ name }) => name))}`;

export const rollWords = ({ rollMonths }: Pick<Terms, "rollMonths">): string =>
  rollMonths === null
    ? "A visit you do not use never lapses."
    : rollMonths === 0
      ? "A visit you do not use lapses with its month."
      : `A visit you do not use can be used for ${rollMonths === 1 ? "one more month" : `${rollMonths} more months`}.`;

export const refusalWords = {
  declined: "Your card did not pay this month",
  authentication_required: "Your bank wants you to confirm this month",
} as const;

const orList = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
