// What claims about the running product stand on: a built, seeded product of their own without rate limits.
import { startThrowAwayStack, type ThrowAwayOptions, type ThrowAwayStack } from "../../scripts/throw-away-stack.ts";

export type ProveStackOptions = {
  /** More than one: each answers at its own address of `webUrls`. */
  webProcesses?: number;
  /** Added to what web and worker see. */
  env?: Record<string, string>;
  log?: (line: string) => void;
} & Pick<ThrowAwayOptions, "wire" | "durable">;

/** Database, demo clinics, stand-ins, web and worker; `stop` ends and forgets them. */
export function startProveStack(options: ProveStackOptions = {}): Promise<ThrowAwayStack> {
  return startThrowAwayStack({
    ...options,
    name: "prove",
    webProcesses: options.webProcesses ?? 1,
    env: { RATE_LIMITS: "off", ...options.env },
    log: options.log ?? ((line) => console.error(line)),
  });
}
