// Stands above every page while somebody acts for a person they look after: whose pages these are, and the way back.
import { ActForm } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { nameOfPatient } from "@/lib/patients/act-for";
import { ownTell } from "@/lib/server/language";
import { patientCtx } from "@/lib/server/contexts";
import { switchPersonAction } from "./me/people-actions";

export async function ActingFor({ slug }: { slug: string }) {
  const opened = await patientCtx(slug);
  if (opened?.ctx.actor.kind !== "guardian" || !opened.ctx.actor.guardianId) return null;
  const t = await ownTell();
  const name = await nameOfPatient(opened.ctx);
  return (
    <aside
      aria-label={t("Whose pages these are")}
      className="no-print mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded border border-accent bg-accent-tint px-4 py-2"
    >
      <p className="font-semibold">{t(`You act for ${name}.`)}</p>
      <ActForm action={switchPersonAction.bind(null, slug, null)} className="">
        <SubmitButton variant="secondary" pendingLabel={t("One moment…")}>
          {t("Back to your own pages")}
        </SubmitButton>
      </ActForm>
    </aside>
  );
}
