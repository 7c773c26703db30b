"use client";
// A search by name, whose words are posted and stand in no address; each one found is a link, or has one button.
import { useActionState, type ReactNode } from "react";
import { ActForm, type Act } from "@/components/desk/act-form";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";

export type FoundLine = {
  id: string;
  title: string;
  detail: string;
  /** Why there is nothing to press. */
  note?: string | undefined;
};

type Found = { query: string; lines: FoundLine[]; more: boolean };

type Props = {
  find: Act;
  label?: string;
  hint: string;
  /** Of the list, for a screen reader. */
  listed: string;
  /** Said when nobody is found. */
  none: ReactNode;
  /** The page is for searching and nothing else. */
  alone?: boolean;
  /** Left out. */
  without?: readonly string[];
  /** Where one found leads, `__id__` for theirs. */
  href?: string;
  /** What can be done with one found. */
  pick?: {
    action: (id: string, ...of: Parameters<Act>) => ReturnType<Act>;
    label: string;
    pendingLabel: string;
  };
};

export function FindPeople({
  find,
  label = "Find a patient",
  hint,
  listed,
  none,
  alone = false,
  without = [],
  href,
  pick,
}: Props) {
  const [state, send] = useActionState(find, { ok: false });
  const found = state.ok ? (state.facts as Found | undefined) : undefined;
  const lines = found?.lines.filter(({ id }) => !without.includes(id)) ?? [];
  return (
    <div className="flex flex-col gap-4">
      <form
        action={send}
        role="search"
        className="flex flex-wrap items-end gap-3"
        noValidate
        onReset={(event) => event.preventDefault()}
      >
        <ErrorSummary errors={state.message && !state.ok ? [{ message: state.message }] : []} />
        <TextField
          label={label}
          name="q"
          type="search"
          hint={hint}
          defaultValue={found?.query}
          maxLength={120}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={alone}
          width="medium"
        />
        <Button type="submit" variant={alone ? "primary" : "secondary"} icon="search">
          Find
        </Button>
      </form>
      {found ? (
        <div role="status">
          {lines.length === 0 ? (
            none
          ) : (
            <p className="text-sm text-soft">
              {found.more ? `The first ${lines.length}; type more to narrow it down.` : `${lines.length} found`}
            </p>
          )}
        </div>
      ) : null}
      {lines.length ? (
        <RuleList label={listed}>
          {lines.map(({ id, title, detail, note }) => (
            <RuleItem
              key={id}
              {...(href ? { href: href.replace("__id__", id) } : {})}
              title={title}
              detail={detail}
              aside={
                note ? (
                  <span className="text-sm text-soft">{note}</span>
                ) : pick ? (
                  <ActForm action={pick.action.bind(null, id)} className="">
                    <SubmitButton variant="secondary" size="small" pendingLabel={pick.pendingLabel}>
                      {pick.label}
                      <span className="sr-only">
                        {" "}
                        {title}, {detail}
                      </span>
                    </SubmitButton>
                  </ActForm>
                ) : undefined
              }
            />
          ))}
        </RuleList>
      ) : null}
    </div>
  );
}
