"use client";
// The red-flag questions to read out. "Every answer was no" is one press; each question can still be answered by itself.
import { useState } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";

export type AloudQuestion = { id: string; text: string; answers: readonly string[]; followsYesOf?: string };

type Props = { questions: readonly AloudQuestion[]; onFile: boolean; error?: string };

const words: Record<string, string> = { no: "No", yes: "Yes", unsure: "Not sure" };

export function AskedAloud({ questions, onFile, error }: Props) {
  const [yes, setYes] = useState<ReadonlySet<string>>(new Set());
  const row = (question: AloudQuestion) => (
    <fieldset className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
      <legend className="float-start min-w-0 basis-72 grow pe-2">{question.text}</legend>
      <span className="flex shrink-0 gap-4">
        {question.answers.map((answer) => (
          <label key={answer} className="inline-flex min-h-8 items-center gap-1.5">
            <input
              id={`q-${question.id}${answer === question.answers[0] ? "" : `-${answer}`}`}
              type="radio"
              name={`q-${question.id}`}
              value={answer}
              onChange={() =>
                setYes((before) => {
                  const after = new Set(before);
                  if (answer === "yes") after.add(question.id);
                  else after.delete(question.id);
                  return after;
                })
              }
            />
            {words[answer] ?? answer}
          </label>
        ))}
      </span>
    </fieldset>
  );
  return (
    <div className="flex flex-col gap-3">
      <ChoiceGroup
        legend="The questions were read out"
        name="screenHow"
        error={error}
        options={[
          { value: "none", label: "Every answer was no" },
          { value: "each", label: "Some answers differ – noted below" },
          ...(onFile ? [{ value: "file", label: "Not asked: the answers on file stand" }] : []),
        ]}
      />
      <details className="group">
        <summary className="inline-flex min-h-control items-center text-accent">
          Show the {questions.filter((question) => !question.followsYesOf).length} questions
        </summary>
        <div className="divide-y divide-line border-y border-line">
          {questions
            .filter((question) => !question.followsYesOf)
            .map((question) => (
              <div key={question.id}>
                {row(question)}
                {questions
                  .filter((further) => further.followsYesOf === question.id && yes.has(question.id))
                  .map((further) => (
                    <div key={further.id} className="border-s-4 border-accent ps-3">
                      {row(further)}
                    </div>
                  ))}
              </div>
            ))}
        </div>
      </details>
    </div>
  );
}
