"use client";
// Reads in a file of another system: its columns are matched, every row is tried without keeping anything, then all are read in. What
// cannot be read is given back as a file.
import Papa from "papaparse";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField, optionsOf } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import type { Act } from "@/components/desk/act-form";
import { csvOf, csvType } from "@/lib/csv";
import { dateForms, importColumns, type DateForm } from "@/lib/imports/import-columns";
import { matchColumns } from "@/lib/imports/match-columns";
import type { ImportAnswer, RowProblem } from "@/lib/imports/import-rows";

type Kind = keyof typeof importColumns;
type Sheet = { name: string; headings: string[]; rows: string[][] };
type Run = {
  rehearse: boolean;
  done: number;
  added: number;
  known: number;
  problems: RowProblem[];
  stopped: string | null;
};

const kinds: { value: Kind; label: string }[] = [
  { value: "patients", label: "Patients" },
  { value: "appointments", label: "Visits to come" },
  { value: "balances", label: "Balances" },
];

/** Rows sent at once: few enough to see it move, and to stop it soon. */
const rowsAtOnce = 40;

const counted = (n: number, one: string, more: string) => `${n.toLocaleString("en-CA")} ${n === 1 ? one : more}`;

export function ImportBoard({ action }: { action: Act }) {
  const [kind, setKind] = useState<Kind>("patients");
  const [dateForm, setDateForm] = useState<DateForm>("ymd");
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [match, setMatch] = useState<Record<string, number>>({});
  const [run, setRun] = useState<Run | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef(false);
  const columns = importColumns[kind];

  const anew = (next: Sheet | null, which: Kind) => {
    setRun(null);
    setSheet(next);
    setMatch(next ? matchColumns(importColumns[which], next.headings) : {});
  };

  async function open(file: File | undefined) {
    setTrouble(null);
    if (!file) return anew(null, kind);
    const { data } = Papa.parse<string[]>((await file.text()).replace(/^\ufeff/, ""), { skipEmptyLines: "greedy" });
    const [headings, ...rows] = data;
    if (!headings || !rows.length) {
      setTrouble(
        "This file has no rows under its headings. Save it as CSV with a line of headings, and choose it again.",
      );
      return anew(null, kind);
    }
    anew({ name: file.name, headings, rows }, kind);
  }

  const missing = columns.filter(({ name, needed }) => needed && (match[name] ?? -1) < 0);

  async function send(rehearse: boolean) {
    if (!sheet) return;
    stop.current = false;
    setBusy(true);
    const so: Run = { rehearse, done: 0, added: 0, known: 0, problems: [], stopped: null };
    setRun({ ...so });
    for (let from = 0; from < sheet.rows.length && !stop.current; from += rowsAtOnce) {
      const rows = sheet.rows.slice(from, from + rowsAtOnce).map((cells, at) => ({
        // As a spreadsheet counts: the headings are line 1.
        line: from + at + 2,
        cells: Object.fromEntries(
          columns.flatMap(({ name }) => {
            const place = match[name] ?? -1;
            return place < 0 ? [] : [[name, cells[place] ?? ""]];
          }),
        ),
      }));
      const form = new FormData();
      form.set("rows", JSON.stringify({ kind, dateForm, rehearse, rows }));
      const state = await action({ ok: false }, form);
      const answer = state.facts?.["answer"] as ImportAnswer | undefined;
      if (!state.ok || !answer) {
        so.stopped = state.message ?? "It stopped. What was read in stays; begin again, and only the rest is read in.";
        break;
      }
      so.done += rows.length;
      so.added += answer.added;
      so.known += answer.known;
      so.problems = [...so.problems, ...answer.problems];
      setRun({ ...so });
    }
    if (stop.current) so.stopped = "Stopped. What was read in stays; begin again, and only the rest is read in.";
    setRun({ ...so });
    setBusy(false);
  }

  function saveProblems() {
    if (!sheet || !run) return;
    const why = new Map(run.problems.map(({ line, message }) => [line, message]));
    const names = [...sheet.headings, "Why it was not read in"];
    const rows = [...why].map(([line, message]) => {
      const cells = sheet.rows[line - 2] ?? [];
      return [...sheet.headings.map((_, at) => cells[at] ?? ""), message];
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csvOf(names, rows)], { type: csvType }));
    link.download = `${kind}-not-read-in.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  const tried = run !== null && !busy && run.stopped === null && run.rehearse;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex max-w-xl flex-col gap-5">
        <SelectField
          label="What the file holds"
          name="kind"
          hint="Patients first: visits and balances find them by their number."
          options={kinds}
          value={kind}
          disabled={busy}
          onChange={(event) => {
            const which = event.target.value as Kind;
            setKind(which);
            anew(sheet, which);
          }}
        />
        <TextField
          label="The file"
          name="file"
          type="file"
          accept=".csv"
          hint="CSV, with headings in its first line. It is read in your browser; its rows are sent as you go on."
          disabled={busy}
          onChange={(event) => void open(event.target.files?.[0])}
        />
      </div>
      {trouble ? <Notice tone="warning" live title={trouble} /> : null}
      {sheet ? (
        <>
          <Section
            title="Which column says what"
            id="columns"
            hint={`${sheet.name}: ${counted(sheet.rows.length, "row", "rows")}.`}
          >
            <div className="grid max-w-3xl gap-x-8 gap-y-5 sm:grid-cols-2">
              {columns.map(({ name, label, needed, hint }) => (
                <SelectField
                  key={`${kind}${name}`}
                  label={label}
                  name={name}
                  hint={hint}
                  width="full"
                  optional={!needed}
                  placeholder="Not in the file"
                  options={sheet.headings.map((heading, at) => ({
                    value: String(at),
                    label: heading || `Column ${at + 1}`,
                  }))}
                  value={(match[name] ?? -1) < 0 ? "" : String(match[name])}
                  disabled={busy}
                  onChange={(event) => {
                    setRun(null);
                    setMatch({ ...match, [name]: event.target.value === "" ? -1 : Number(event.target.value) });
                  }}
                />
              ))}
              {kind === "balances" ? null : (
                <SelectField
                  label="How dates are written"
                  name="dateForm"
                  width="full"
                  options={optionsOf(dateForms)}
                  value={dateForm}
                  disabled={busy}
                  onChange={(event) => {
                    setRun(null);
                    setDateForm(event.target.value as DateForm);
                  }}
                />
              )}
            </div>
          </Section>
          <Table
            caption="The first rows as they would be read"
            narrow="scroll"
            columns={columns
              .filter(({ name }) => (match[name] ?? -1) >= 0)
              .map(({ name, label }) => ({ key: name, label }))}
            rows={sheet.rows.slice(0, 3).map((cells, at) => ({
              id: String(at),
              cells: Object.fromEntries(columns.map(({ name }) => [name, cells[match[name] ?? -1] ?? ""])),
            }))}
          />
          {missing.length ? (
            <p>Choose a column for: {missing.map(({ label }) => label.toLowerCase()).join(", ")}.</p>
          ) : null}
          <div className="flex flex-wrap items-center gap-3">
            <Button
              variant={tried ? "secondary" : "primary"}
              disabled={busy || missing.length > 0}
              onClick={() => void send(true)}
            >
              Try the file, keep nothing
            </Button>
            <Button
              variant={tried ? "primary" : "secondary"}
              disabled={!tried || run.added === 0}
              onClick={() => void send(false)}
            >
              Read it in
            </Button>
            {busy ? (
              <Button variant="quiet" onClick={() => (stop.current = true)}>
                Stop
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
      {run ? <Outcome run={run} busy={busy} rows={sheet?.rows.length ?? 0} save={saveProblems} /> : null}
    </div>
  );
}

function Outcome({ run, busy, rows, save }: { run: Run; busy: boolean; rows: number; save: () => void }) {
  const { rehearse, done, added, known, problems, stopped } = run;
  const said = [
    rehearse ? `${counted(added, "row", "rows")} can be read in` : `${counted(added, "row is", "rows are")} read in`,
    known ? `${counted(known, "is", "are")} here already or say nothing new` : null,
    problems.length ? `${counted(problems.length, "row", "rows")} cannot be read` : null,
  ];
  return (
    <div className="flex flex-col gap-4">
      {busy ? (
        <div className="flex max-w-xl flex-col gap-2">
          <label htmlFor="progress">
            {rehearse ? "Trying" : "Reading in"}: {done.toLocaleString("en-CA")} of {rows.toLocaleString("en-CA")}
          </label>
          <progress id="progress" max={rows} value={done} className="h-2 w-full accent-accent" />
        </div>
      ) : (
        <Notice
          live
          tone={stopped ? "warning" : problems.length ? "info" : "success"}
          title={`${said.filter(Boolean).join(", ")}.`}
          action={
            problems.length ? (
              <Button variant="secondary" size="small" onClick={save}>
                Save those rows with what is wrong
              </Button>
            ) : undefined
          }
        >
          {stopped}
        </Notice>
      )}
      {problems.length ? (
        <Table
          caption={problems.length > 20 ? "The first twenty rows that cannot be read" : "Rows that cannot be read"}
          columns={[
            { key: "line", label: "Line" },
            { key: "message", label: "What is wrong" },
          ]}
          rows={problems.slice(0, 20).map(({ line, message }) => ({
            id: String(line),
            cells: { line: `Line ${line}`, message },
          }))}
        />
      ) : null}
    </div>
  );
}
