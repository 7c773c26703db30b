// Ctrl-C and SIGTERM as an AbortSignal, so that long work can put away what it began before the process ends.

/** The first signal asks to stop; a second one ends the process at once. */
export function stopAsked(tell: (line: string) => void, ended = "Stopped; nothing was changed."): AbortSignal {
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (asked.signal.aborted) process.exit(1);
      tell("Stopping; what was begun is put away …");
      asked.abort(new Error(ended));
    });
  return asked.signal;
}
