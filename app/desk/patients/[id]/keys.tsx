// Whether the patient has keys to their record, and the desk's way to take them away.
import { ActForm } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { identified } from "@/lib/patients/identified";
import { viewPatientProof } from "@/lib/patients/second-proof";
import { mayDo } from "@/lib/permissions/permissions";
import type { StaffDoor } from "@/lib/server/contexts";
import { resetProofAction } from "../proof-actions";

export async function Keys({ door, patientId, reset }: { door: StaffDoor; patientId: string; reset: boolean }) {
  const { passkeys, app } = await viewPatientProof(door.ctx, { patientId });
  const has = passkeys > 0 || app;
  if (!has && !reset) return null;
  const what = [
    ...(passkeys ? [passkeys === 1 ? "a passkey" : `${passkeys} passkeys`] : []),
    ...(app ? ["an app that shows codes"] : []),
  ].join(" and ");
  return (
    <Section
      title="Keys to their record"
      id="keys"
      hint={
        has
          ? `They open their record online with ${what}, beside the code by e-mail.`
          : "They have none. The next code by e-mail lets them make one."
      }
    >
      {reset ? <Notice tone="success" live title="Their keys are gone, and they are signed out everywhere." /> : null}
      {has && mayDo(door.actor, "reset_patient_proof") ? (
        <Fold label="They lost theirs">
          <ActForm action={resetProofAction.bind(null, patientId)}>
            <ChoiceGroup
              legend="How you made sure who it is"
              name="seen"
              options={Object.entries(identified).map(([value, label]) => ({ value, label }))}
            />
            <div>
              <SubmitButton pendingLabel="One moment…">Take the keys away</SubmitButton>
            </div>
          </ActForm>
        </Fold>
      ) : null}
    </Section>
  );
}
