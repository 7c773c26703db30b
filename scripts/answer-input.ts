// How the commands of engines and rules answer: JSON in on standard input, one line of JSON out on standard output.
import { text } from "node:stream/consumers";

/** In the place of an answer. */
export type Unanswered = { error: string; message: string };

const isUnanswered = (answer: unknown): answer is Unanswered =>
  typeof answer === "object" && answer !== null && "error" in answer && "message" in answer;

/**
 * Answers what was sent and gives the exit code. What cannot be answered gets `{"error", "message"}` on standard output, the
 * message on standard error too, and 1.
 */
export async function answerInput(help: string, answerTo: (value: unknown) => unknown): Promise<number> {
  if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) {
    process.stdout.write(help);
    return 0;
  }
  const answer = answerText(await text(process.stdin), answerTo);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  if (!isUnanswered(answer)) return 0;
  process.stderr.write(`${answer.message}\n`);
  return 1;
}

function answerText(json: string, answerTo: (value: unknown) => unknown): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { error: "not_json", message: `standard input is not JSON: ${why}; see --help` } satisfies Unanswered;
  }
  return answerTo(value);
}
