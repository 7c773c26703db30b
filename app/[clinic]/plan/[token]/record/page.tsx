// Who looked at the patient's record, and the record itself to take along.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { lookWords } from "@/components/audit/look-words";
import { RecordFiles } from "@/components/patients/record-files";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { looksAtRecord } from "@/lib/patients/looks-at-record";
import { hasProvedSelf } from "@/lib/patients/own-proof";
import { ownTell } from "@/lib/server/language";
import { planDoor } from "@/lib/server/plan-page";
import { roleWords } from "@/lib/staff/roles";
import type { MemberRole } from "@/lib/permissions/permissions";
import { sayMoment, sayZone } from "@/lib/time/say";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your record"),
  robots: { index: false },
});

export default async function RecordPage({ params, searchParams }: PageProps<"/[clinic]/plan/[token]/record">) {
  const { clinic: slug, token } = await params;
  const before = Number((await searchParams)["before"]);
  const { clinic, ctx } = await planDoor(slug, token);
  const plan = `/${slug}/plan/${token}`;
  if (!ctx) redirect(plan as Route);
  if (!hasProvedSelf(ctx)) redirect(`/${slug}/me/proof?next=${encodeURIComponent(`${plan}/record`)}` as Route);
  const { looks, next } = await looksAtRecord(ctx, {
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
  });
  const t = await ownTell();
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        back={{ href: plan, label: t("Your plan") }}
        title={t("Your record")}
        lead={t("What we keep about you is yours to read, and so is who looked at it.")}
      />
      <Section title={t("Take it along")} id="take" hint={t("Everything we keep about you.")}>
        <RecordFiles t={t} slug={slug} proved />
      </Section>
      <Section
        title={t("Who looked at it")}
        id="looks"
        hint={t(
          `Newest first; times are ${sayZone(clinic.timeZone, clinic.locale)}. If a name surprises you, ask us: ${clinic.email}.`,
        )}
      >
        {looks.length ? (
          <RuleList label={t("Looks at your record")}>
            {looks.map(({ seq, at, what, who, reason }) => (
              <RuleItem
                key={seq}
                title={who ? `${who.name}, ${t(roleWords[who.role as MemberRole]).toLowerCase()}` : t("You")}
                detail={
                  <>
                    {`${t(lookWords[what])}, `}
                    <span className="figures">{sayMoment(at, clinic.timeZone, clinic.locale)}</span>
                    {reason ? <span className="block">{`“${reason}”`}</span> : null}
                  </>
                }
              />
            ))}
          </RuleList>
        ) : (
          <EmptyState title={t("Nobody has looked at it yet")}>
            {t("Each look will stand here, with a name and a time.")}
          </EmptyState>
        )}
        {next ? (
          <p className="mt-4">
            <Anchor href={`${plan}/record?before=${next}`} className="link">
              {t("Earlier")}
            </Anchor>
          </p>
        ) : null}
      </Section>
    </div>
  );
}
