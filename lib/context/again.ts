// What is done about each trouble with the database: run the whole transaction again, or say kindly that it did not work.
import { databaseCode, troubleOf, type DatabaseTrouble } from "../../db/errors.ts";
import { Refusal } from "../errors.ts";
import { logFault } from "../log.ts";

type Treatment = {
  /** `keyed`: only where the work itself finds out whether it was done already. */
  again: "always" | "keyed" | "never";
  /** What is said when it is not run again. */
  say: "busy_try_again" | "outcome_unknown";
  /** Worth a line in the log: a wrong order of locks, a disk that must be looked at. */
  tell?: string;
};

/** Anything not in here is an answer of the database's (taken, duplicate, …) that verbs understand, or a fault. */
const treatments: Partial<Record<DatabaseTrouble, Treatment>> = {
  retry: { again: "always", say: "busy_try_again" },
  lost: { again: "always", say: "busy_try_again" },
  unknown: { again: "keyed", say: "outcome_unknown" },
  busy: { again: "never", say: "busy_try_again" },
  unavailable: { again: "never", say: "busy_try_again" },
  full: { again: "never", say: "busy_try_again", tell: "database: no space is left on its disk" },
};

const mostTurns = 5;
const pause = () => new Promise((done) => setTimeout(done, 20 + Math.random() * 180));

const words = {
  busy_try_again: "We could not finish just now. Nothing was changed; please try again.",
  outcome_unknown:
    "The connection broke while this was being saved, so we cannot say whether it was. Please look whether it is there before you try again.",
};

/** The kind sentence for a trouble that passes, or null for everything else. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const treatment = treatments[troubleOf(error)];
  return treatment ? new Refusal(treatment.say, words[treatment.say], { cause: error }) : null;
}

export type Repeatable = {
  /** Set by work that begins with looking whether it was done already. */
  keyed: boolean;
};

/**
 * Runs `work`, and runs it again as the table says, five times at most. Once the outcome of a COMMIT was unknown, only an answer of the
 * work itself ends the doubt: it begins with the look-up of its key, which waits for a first one that is still under way.
 */
export async function again<T>(work: () => Promise<T>, repeatable: Repeatable = { keyed: false }): Promise<T> {
  let doubt: Refusal | null = null;
  for (let turn = 1; ; turn++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const trouble = troubleOf(error);
      const treatment = treatments[trouble];
      if (!treatment) throw error;
      if (databaseCode(error) === "40P01") logFault("database: a deadlock was ended", { code: "40P01" });
      if (treatment.tell) logFault(treatment.tell, { code: databaseCode(error) ?? "" });
      if (trouble === "unknown") doubt = refusalOf(error);
      const may = treatment.again === "always" || (treatment.again === "keyed" && repeatable.keyed);
      if (!may || turn >= mostTurns) throw doubt ?? refusalOf(error);
      await pause();
    }
  }
}
