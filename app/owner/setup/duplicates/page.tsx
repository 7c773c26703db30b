// Records that may be of one person, and those that were joined.
import type { Metadata } from "next";
import { DuplicatePair, type PairSide } from "@/components/patients/duplicate-pair";
import { ActForm } from "@/components/desk/act-form";
import { phoneWords } from "@/components/desk/fact-words";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { FindPeople } from "@/components/desk/find-people";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatMoney } from "@/lib/money/money";
import { listDuplicates, type Side } from "@/lib/patients/merge-patients";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayMoment } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { seen } from "../../../desk/door";
import { findPatientsAction } from "../../../desk/find-actions";
import { one } from "../../door";
import { mergeAction, undoMergeAction } from "./actions";

export const metadata: Metadata = { title: "Duplicates" };

export default async function DuplicatesPage({ searchParams }: PageProps<"/owner/setup/duplicates">) {
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage("/owner/setup/duplicates", "merge_patients");
  const [a, b] = [one(asked, "a"), one(asked, "b")];
  const { pairs, merges } = await seen(() => listDuplicates(ctx, a && b ? { patientIds: [a, b] } : {}));
  const sideOf = (side: Side): PairSide => ({
    ...side,
    birth: side.birthDate ? sayDate(side.birthDate, clinic.locale) : "",
    email: side.email ?? "",
    mobile: side.mobile ? phoneWords(side.mobile) : "",
    since: sayDate(dateIn(side.createdAt, clinic.timeZone), clinic.locale),
    owed: side.owedMinor ? formatMoney(side.owedMinor, clinic.currency, clinic.locale) : "",
  });
  return (
    <Stack gap="wide">
      <PageHead
        title="Duplicates"
        lead="One person, two records: look at both, and join them. Nothing is lost, and it can be taken back."
      />
      {a && !b ? (
        <Section title="Which other record is the same person?" id="other" rule={false}>
          <FindPeople
            find={findPatientsAction}
            label="Find the other record"
            hint="Part of the name, an e-mail, the birth date as 1984-05-30, or the end of the phone number"
            listed="Records found"
            without={[a]}
            href={`/owner/setup/duplicates?a=${a}&b=__id__`}
            none={<p className="text-soft">Nobody else is found.</p>}
          />
        </Section>
      ) : pairs.length ? (
        pairs.map(({ sides, why }) => (
          <Section
            key={`${sides[0].patientId}${sides[1].patientId}`}
            id={sides[0].patientId}
            title={sides[0].name}
            hint={why ? `The same ${why}.` : undefined}
          >
            <DuplicatePair sides={[sideOf(sides[0]), sideOf(sides[1])]} action={mergeAction} />
          </Section>
        ))
      ) : (
        <EmptyState title="No two records look like one person">
          Records with the same birth date and the same name, e-mail or mobile would stand here.
        </EmptyState>
      )}
      {merges.length ? (
        <Section title="Joined" id="joined">
          <RuleList label="Joined records">
            {merges.map((merge) => (
              <RuleItem
                key={merge.mergeId}
                title={
                  <Anchor className="link" href={`/desk/patients/${merge.patientId}`}>
                    {merge.name}
                  </Anchor>
                }
                detail={`${sayMoment(merge.at, clinic.timeZone, clinic.locale)}, by ${merge.by}; ${merge.rows} ${merge.rows === 1 ? "entry" : "entries"} moved`}
                aside={
                  merge.undoneAt ? (
                    "Taken back"
                  ) : (
                    <ActForm action={undoMergeAction.bind(null, merge.mergeId)} className="">
                      <SubmitButton variant="quiet" size="small" pendingLabel="Taking back…">
                        Take back<span className="sr-only"> the joining of {merge.name}</span>
                      </SubmitButton>
                    </ActForm>
                  )
                }
              />
            ))}
          </RuleList>
        </Section>
      ) : null}
    </Stack>
  );
}
