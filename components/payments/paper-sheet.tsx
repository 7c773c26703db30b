// A document about money as a page that prints well: the form that screen readers read.
import { Fragment } from "react";
import type { Paper, PaperCell, PaperPart } from "@/components/payments/paper";
import { EmptyState } from "@/components/ui/empty-state";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";

export function PaperSheet({ paper }: { paper: Paper }) {
  const [name, ...address] = paper.from;
  return (
    <article className="flex flex-col gap-6">
      <header className="flex flex-wrap items-start justify-between gap-6 border-b-2 border-ink pb-4">
        <div>
          {paper.marks.map((mark) => (
            <p key={mark} className="mb-1 font-semibold tracking-widest">
              {mark}
            </p>
          ))}
          <h1 className="text-2xl">{paper.title}</h1>
          {paper.under.map(({ text, soft }) => (
            <p key={text} className={soft ? "figures text-soft" : "mt-1"}>
              {text}
            </p>
          ))}
        </div>
        <address className="text-sm not-italic">
          <strong>{name}</strong>
          {address.map((line) => (
            <Fragment key={line}>
              <br />
              {line}
            </Fragment>
          ))}
        </address>
      </header>
      {paper.parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of one document never change places
        <Part key={index} part={part} />
      ))}
    </article>
  );
}

function Part({ part }: { part: PaperPart }) {
  switch (part.kind) {
    case "facts":
      return <SummaryList items={part.facts.map(({ term, lines }) => ({ term, value: blocks(lines) }))} />;
    case "table":
      return (
        <Table
          caption={part.caption}
          captionHidden={part.captionHidden}
          columns={part.columns}
          rows={part.rows.map(({ id, cells }) => ({ id, cells: drawn(cells) }))}
          foot={{ id: part.foot.id, cells: drawn(part.foot.cells) }}
        />
      );
    case "text":
      return <p className={part.soft ? "text-sm text-soft" : ""}>{part.text}</p>;
    case "nothing":
      return <EmptyState title={part.title}>{part.text}</EmptyState>;
    case "signature":
      return <p className="mt-8 w-72 border-t border-ink pt-1 text-sm">{part.text}</p>;
  }
}

function blocks([first, ...more]: PaperCell, className = "block") {
  if (!more.length) return first;
  return (
    <>
      {first}
      {more.map((line) => (
        <span key={line} className={className}>
          {line}
        </span>
      ))}
    </>
  );
}

const drawn = (cells: Record<string, PaperCell>) =>
  Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, blocks(cell, "block text-sm text-soft")]));
