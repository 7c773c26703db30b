"use client";
// Inserts a saved sentence where somebody was writing.
import { useEffect, useRef, useState } from "react";
import { Anchor } from "@/components/ui/anchor";
import { Button } from "@/components/ui/button";
import { useInBrowser } from "@/components/ui/use-in-browser";

type Props = { phrases: readonly { id: string; title: string; body: string }[]; inserted: () => void };

/** Where somebody wrote before the page listened: the field whose cursor has moved. */
const writtenIn = () => [...document.querySelectorAll("textarea")].findLast(({ selectionEnd }) => selectionEnd > 0);

export function PhrasePicker({ phrases, inserted }: Props) {
  const last = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  // The sentences cannot be inserted before the page listens.
  const listens = useInBrowser(() => true);
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      if (event.target instanceof HTMLTextAreaElement) last.current = event.target;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  const insert = ({ title, body }: Props["phrases"][number]) => {
    const field = last.current ?? writtenIn() ?? document.querySelector<HTMLTextAreaElement>("textarea#subjective");
    if (!field) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const before = value.slice(0, from);
    const gap = before && !/\s$/.test(before) ? " " : "";
    field.setRangeText(`${gap}${body}`, from, to, "end");
    field.focus();
    setSaid(`Inserted: ${title}`);
    inserted();
  };
  return (
    <div className="flex flex-col gap-2">
      {phrases.length ? (
        <ul className="flex flex-wrap gap-2" aria-label="Phrases">
          {phrases.map((phrase) => (
            <li key={phrase.id}>
              <Button
                size="small"
                variant="secondary"
                title={phrase.body}
                disabled={!listens}
                onClick={() => insert(phrase)}
              >
                {phrase.title}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-soft">None saved yet.</p>
      )}
      <p className="text-sm">
        <Anchor className="link" href="/desk/phrases">
          Change the phrases
        </Anchor>
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
