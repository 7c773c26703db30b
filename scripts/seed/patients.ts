// The people a made-up clinic looks after: who they are, since when, with whom, and who pays.
import { addDays, type LocalDate } from "../../lib/time/dates.ts";
import type { PlanLimits } from "../../lib/plans/funding.ts";
import type { Clinic, Practitioner } from "./clinic.ts";
import { firstNames, lastNames } from "./names.ts";

export type Episode = {
  id: string;
  payer: "self" | "icbc" | "msp" | "extended";
  crashDate?: LocalDate;
  planLimits?: PlanLimits;
  /** Visits so far on the claim in each discipline. */
  visits: Map<string, number>;
};

export type Patient = {
  id: string;
  name: string;
  joinedOn: LocalDate;
  joinedAt: Date;
  home: Practitioner;
  screenId: string | null;
  /** The standing screen asks for a review before hands-on work. */
  needsReview: boolean;
  episode: Episode | null;
  /** The day of the latest visit made up so far, live or not. */
  lastOn: LocalDate | null;
  lastSeenAt: Date | null;
  leftOn: LocalDate | null;
  /** What an insurer or MSP has paid, by calendar year. */
  used: Map<string, { visits: number; minor: number }>;
};

export type Roster = { next(join: { joinedOn: LocalDate; home: Practitioner; as?: Named }): Patient };

/** Somebody with a name and details of their own. */
export type Named = { name: string; birthDate: LocalDate; email: string };

/** Hands out patients one by one, each with a row; everybody has another name and mobile. */
export function rosterOf(clinic: Clinic): Roster {
  const { id: clinicId, draw, clock, rows, design } = clinic;
  const first = draw.shuffled(firstNames);
  const last = draw.shuffled(lastNames);
  let count = 0;
  return {
    next({ joinedOn, home, as }) {
      const number = count++;
      const joinedAt = clock.at(joinedOn, draw.whole(7 * 60, 21 * 60));
      const id = draw.id(joinedAt);
      const round = Math.floor(number / (first.length * last.length));
      const given = first[number % first.length]!;
      const family = last[(number + Math.floor(number / first.length)) % last.length]!;
      const name = as?.name ?? `${given} ${family}${round ? ` ${round + 1}` : ""}`;
      const young = !as && draw.chance(0.06);
      const age = young ? draw.whole(9, 17) : draw.whole(21, 78);
      const birthDate = as?.birthDate ?? addDays(clock.today, -Math.round(age * 365.25) - draw.whole(1, 360));
      const plain = name
        .normalize("NFD")
        .replaceAll(/[^\w ]/g, "")
        .toLowerCase()
        .replaceAll(" ", ".");
      const area = design.areaCodes[number % design.areaCodes.length]!;
      const line = Math.floor(number / design.areaCodes.length);
      const guardian = young ? `${draw.pick(firstNames)} ${family}` : null;
      rows.patients.push({
        clinicId,
        id,
        name,
        preferredName: !as && draw.chance(0.05) ? given.slice(0, 3) : null,
        birthDate,
        email: as?.email ?? (draw.chance(0.06) ? null : `${plain}@example.test`),
        mobile: `+1${area}555${String((100 + line) % 10_000).padStart(4, "0")}`,
        guardianName: guardian,
        guardianRelation: guardian && "parent",
        createdAt: joinedAt,
      });
      return {
        id,
        name,
        joinedOn,
        joinedAt,
        home,
        screenId: null,
        needsReview: false,
        episode: null,
        lastOn: null,
        lastSeenAt: null,
        leftOn: null,
        used: new Map(),
      };
    },
  };
}
