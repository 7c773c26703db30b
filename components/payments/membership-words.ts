// Memberships in words, said the same to patients, at the desk and to the owner.
import { asWritten, type Tell } from "@/lib/languages/tell";

type Terms = { sessions: number; rollMonths: number | null; services: readonly { name: string }[] };

/** "2 visits a month of Massage, 60 minutes or Acupuncture" */
export const includesWords = ({ sessions, services }: Terms, t: Tell = asWritten): string => {
  const names = orList(
    services.map(({ name }) => t(name)),
    t("or"),
  );
  return t(`${sessions === 1 ? "1 visit" : `${sessions} visits`} a month of ${names}`);
};

export const rollWords = ({ rollMonths }: Pick<Terms, "rollMonths">, t: Tell = asWritten): string =>
  t(
    rollMonths === null
      ? "A visit you do not use never lapses."
      : rollMonths === 0
        ? "A visit you do not use lapses with its month."
        : rollMonths === 1
          ? "A visit you do not use can be used for one more month."
          : `A visit you do not use can be used for ${rollMonths} more months.`,
  );

export const refusalWords = {
  declined: "Your card did not pay this month",
  authentication_required: "Your bank wants you to confirm this month",
} as const;

const orList = (names: readonly string[], or: string): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${or} ${names.at(-1)}`;
