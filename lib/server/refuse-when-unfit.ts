// Ends the process, with the reasons on its error output, when it must not serve.
import { clockNow } from "../env.ts";
import { checkFitness } from "./fitness.ts";
import { database } from "./pool.ts";

const tries = 40;

/** A database that is still starting is waited for, up to ten seconds; anything else unfit ends the process. */
export async function refuseWhenUnfit(): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      const { fit, reasons } = await checkFitness(database(), clockNow());
      if (fit) return;
      return refuse(reasons);
    } catch (error) {
      if (turn >= tries)
        return refuse([`The database does not answer: ${error instanceof Error ? error.message : "unknown"}.`]);
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

function refuse(reasons: string[]): never {
  process.stderr.write(["Taper does not serve:", ...reasons.map((reason) => `  ${reason}`)].join("\n") + "\n");
  process.exit(1);
}
