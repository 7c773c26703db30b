// What is left to do before patients can book, the clinic's own details, and whether it is published.
import type { Metadata } from "next";
import { ClinicDetailsForm } from "@/components/clinic/clinic-details-form";
import { SetupChecklist } from "@/components/clinic/setup-checklist";
import { ActForm } from "@/components/desk/act-form";
import { Anchor } from "@/components/ui/anchor";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { todoOf } from "@/lib/clinic/checklist";
import { loadSetup } from "@/lib/clinic/load-setup";
import { phoneWords } from "@/lib/clinic/phone-words";
import { staffPage } from "@/lib/server/contexts";
import { changeClinicAction, publishAction } from "./actions";

export const metadata: Metadata = { title: "Set-up" };

export default async function SetupPage() {
  const { ctx } = await staffPage("/owner/setup", "set_up_clinic");
  const setup = await loadSetup(ctx);
  const { clinic, supplier } = setup;
  const todo = todoOf(setup);
  const left = todo.filter(({ done, needed }) => needed && !done).length;
  const words = left === 1 ? "One thing is left" : `${left} things are left`;
  return (
    <Stack gap="wide">
      <PageHead
        title="Set-up"
        lead={
          clinic.published
            ? `${clinic.name} is published: patients can book.`
            : left
              ? `${words} before patients can book at ${clinic.name}.`
              : `${clinic.name} is ready. Look at it as a patient would, then publish it.`
        }
      />
      <Section title="Checklist" id="checklist" rule={false}>
        <SetupChecklist lines={todo} />
      </Section>
      <Section title="What a patient sees" id="preview">
        <div className="flex flex-col items-start gap-4">
          {clinic.published ? (
            <Anchor className="link" href={`/${clinic.slug}`}>
              Open the booking page
            </Anchor>
          ) : (
            <>
              <p className="text-soft">
                The page stands at <span className="figures">/{clinic.slug}</span>; until it is published nobody finds
                it there.
              </p>
              <Anchor className="link" href="/owner/setup/preview">
                Look at it as a patient would
              </Anchor>
            </>
          )}
          <ActForm action={publishAction} className="flex flex-col items-start gap-4">
            <input type="hidden" name="published" value={clinic.published ? "no" : "yes"} />
            {clinic.published ? (
              <p className="text-soft">Taken down, nobody books online; what is booked stays, and the desk goes on.</p>
            ) : null}
            <SubmitButton variant={clinic.published ? "secondary" : "primary"} pendingLabel="One moment…">
              {clinic.published ? "Take the booking page down" : "Publish"}
            </SubmitButton>
          </ActForm>
        </div>
      </Section>
      <Section title="The clinic itself" id="details">
        {setup.policies.length ? null : <Notice tone="warning" title="There are no booking rules yet." />}
        <ClinicDetailsForm
          clinic={{ ...clinic, phone: phoneWords(clinic.phone) }}
          supplier={supplier}
          action={changeClinicAction}
        />
      </Section>
    </Stack>
  );
}
