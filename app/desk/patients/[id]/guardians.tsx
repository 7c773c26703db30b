// Who acts online for this patient, for whom this patient acts or asks to, and the desk's yes.
import { ActForm } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { Anchor } from "@/components/ui/anchor";
import { Check, ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { viewGuardians } from "@/lib/patients/approve-guardian";
import { relations } from "@/lib/patients/guardian-term";
import type { DeskGuardianship } from "@/lib/patients/guardian-views";
import { mayDo } from "@/lib/permissions/permissions";
import type { StaffDoor } from "@/lib/server/contexts";
import { sayDate, sayMoment } from "@/lib/time/say";
import { approveGuardianAction, endGuardianAction } from "../guardian-actions";

export async function Guardians({ door, patientId }: { door: StaffDoor; patientId: string }) {
  const { ctx, clinic, actor } = door;
  const { acts, actedFor } = await viewGuardians(ctx, { patientId });
  if (!acts.length && !actedFor.length) return null;
  const mayApprove = mayDo(actor, "approve_guardian");
  const until = ({ standing, untilOn }: DeskGuardianship) =>
    standing === "over" ? "over" : `until ${sayDate(untilOn!, clinic.locale)}`;
  const end = (one: DeskGuardianship, words: string) =>
    mayApprove ? (
      <ActForm action={endGuardianAction.bind(null, { patientId, guardianshipId: one.guardianshipId })} className="">
        <SubmitButton variant="quiet" size="small" pendingLabel="One moment…">
          {words}
          <span className="sr-only">: {one.name}</span>
        </SubmitButton>
      </ActForm>
    ) : null;
  return (
    <Section title="Acting for somebody" id="guardians">
      <RuleList label="Acting for somebody">
        {actedFor.map((one) => (
          <RuleItem
            key={one.guardianshipId}
            title={
              <>
                <Anchor href={`/desk/patients/${one.guardianId}`} className="link">
                  {one.guardianName}
                </Anchor>{" "}
                acts for this patient
              </>
            }
            detail={`${relations[one.relation]}, ${until(one)}`}
            aside={end(one, "End it")}
          />
        ))}
        {acts.map((one) =>
          one.standing === "asked" ? (
            <RuleItem
              key={one.guardianshipId}
              title={`Asks to act for ${one.name}`}
              detail={`${relations[one.relation]}; born ${one.birthDate ? sayDate(one.birthDate, clinic.locale) : "unknown"}; asked ${sayMoment(one.askedAt, clinic.timeZone, clinic.locale)}`}
              aside={end(one, "Turn down")}
            >
              {mayApprove ? (
                <Fold label="Say yes">
                  <ActForm
                    action={approveGuardianAction.bind(null, { patientId, guardianshipId: one.guardianshipId })}
                    className="flex flex-col gap-4"
                  >
                    <ChoiceGroup
                      legend="Whose record it is"
                      name="record"
                      options={[
                        ...one.records.map(({ patientId: record, name, reach }) => ({
                          value: record,
                          label: name,
                          hint: reach,
                        })),
                        { value: "new", label: "A new record, made now" },
                      ]}
                      defaultValue={one.records.length ? "" : "new"}
                    />
                    <TextField
                      label="What you have seen"
                      name="seen"
                      maxLength={300}
                      hint="Such as a birth certificate and a passport. Keep no copy."
                      required
                    />
                    {one.mustAgree ? (
                      <Check
                        name="youngAgrees"
                        label={`They are ${one.askFrom} or older, were asked by themselves, and agree`}
                      />
                    ) : null}
                    <div>
                      <SubmitButton pendingLabel="One moment…">Say yes</SubmitButton>
                    </div>
                  </ActForm>
                </Fold>
              ) : null}
            </RuleItem>
          ) : (
            <RuleItem
              key={one.guardianshipId}
              title={
                <>
                  Acts for{" "}
                  <Anchor href={`/desk/patients/${one.patientId}`} className="link">
                    {one.name}
                  </Anchor>
                </>
              }
              detail={`${relations[one.relation]}, ${until(one)}`}
              aside={end(one, "End it")}
            />
          ),
        )}
      </RuleList>
    </Section>
  );
}
