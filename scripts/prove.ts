// `npm run -s prove -- NAME`: carries out one claim and prints what came of it as one JSON line.
import { findClaims } from "../bench/prove/claim.ts";

const help = `npm run -s prove                      lists the claims
npm run -s prove -- NAME [--quick]    carries one out

What happens is told on standard error; the last line of standard output is one JSON object with "claim", "ok" and the
figures. The exit code is 0 when the claim holds.`;

const tell = (line: string) => console.error(line);

async function main(words: string[]): Promise<number> {
  if (words.includes("--help")) {
    console.log(help);
    return 0;
  }
  const [name] = words.filter((word) => !word.startsWith("--"));
  const claims = await findClaims();
  if (name === undefined) {
    for (const claim of claims) console.log(`${claim.name.padEnd(20)} ${claim.about}`);
    return 0;
  }
  const claim = claims.find((one) => one.name === name);
  if (!claim) {
    tell(`There is no claim "${name}". There are: ${claims.map((one) => one.name).join(", ") || "none yet"}.`);
    console.log(JSON.stringify({ claim: name, ok: false, error: "unknown claim" }));
    return 2;
  }
  tell(`${claim.name}: ${claim.about}`);
  const startedAt = performance.now();
  try {
    const result = await claim.run({ quick: words.includes("--quick"), log: tell });
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    console.log(JSON.stringify({ claim: name, ...result, seconds }));
    return result.ok ? 0 : 1;
  } catch (error) {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    console.log(
      JSON.stringify({ claim: name, ok: false, error: error instanceof Error ? error.message : String(error) }),
    );
    return 1;
  }
}

// Exiting from the handler lets the kernel end what was started, which is bound to this process.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
process.exit(await main(process.argv.slice(2)));
