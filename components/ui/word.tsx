"use client";
// The few words that controls say by themselves, in the language of the page around them; English where nobody says otherwise.
import { createContext, use, type ReactNode } from "react";

const english = {
  lookAgain: "Please look at this again",
  pleaseChange: "Please change:",
  optional: "(optional)",
  year: "Year",
  month: "Month",
  day: "Day",
  sending: "Sending",
  change: "Change",
  step: "Step {current} of {total}",
};

export type PartWords = Readonly<typeof english>;

const Spoken = createContext<PartWords>(english);

export const useWords = (): PartWords => use(Spoken);

export const PartWordsProvider = ({ words, children }: { words: PartWords; children: ReactNode }) => (
  <Spoken value={words}>{children}</Spoken>
);

/** One of them, for parts that stand in server pages and in forms alike. */
export function Word({ of, ...said }: { of: keyof PartWords; current?: number; total?: number }) {
  let text = useWords()[of];
  for (const [name, value] of Object.entries(said)) text = text.replace(`{${name}}`, String(value));
  return text;
}
