// Who treats at the clinic, with what is missing before patients can book them.
import type { Metadata } from "next";
import { NewPersonForm } from "@/components/clinic/practitioner-forms";
import { Fold } from "@/components/desk/fold";
import { OneMore } from "@/components/subscription/one-more";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { isLicensedOn, worksOn } from "@/lib/clinic/checklist";
import { loadSetup } from "@/lib/clinic/load-setup";
import type { PractitionerSetup } from "@/lib/clinic/setup-views";
import { staffPage } from "@/lib/server/contexts";
import { newsOfOneMore } from "@/lib/subscription/view-subscription";
import { sayDate } from "@/lib/time/say";
import { addPractitionerAction } from "../actions";
import { credentialChoices } from "../technique-choices";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const { ctx, clinic } = await staffPage("/owner/setup/people", "set_up_clinic");
  const { practitioners, disciplines, today } = await loadSetup(ctx);
  const missing = (person: PractitionerSetup): string | null => {
    if (!worksOn(person, today)) return "Has left";
    if (person.leftOn !== null) return `Leaves on ${sayDate(person.leftOn, clinic.locale)}`;
    if (!isLicensedOn(person, today)) return "No licence in force";
    if (!person.serviceIds.length) return "Gives no service";
    return person.hasHours ? null : "No hours yet";
  };
  return (
    <Stack gap="wide">
      <PageHead
        title="People"
        lead="Who treats. Whether somebody also signs in is set under Staff, with an invitation."
      />
      {practitioners.length ? (
        <RuleList label="Practitioners">
          {practitioners.map((person) => (
            <RuleItem
              key={person.id}
              href={`/owner/setup/people/${person.id}`}
              title={person.name}
              detail={person.title}
              aside={missing(person)}
            />
          ))}
        </RuleList>
      ) : (
        <EmptyState title="Nobody treats here yet">Add the first person, then set when they work.</EmptyState>
      )}
      <Section title="Add somebody" id="add">
        <OneMore news={await newsOfOneMore(ctx)} locale={clinic.locale} />
        <Fold label="Add somebody who treats" open={practitioners.length === 0}>
          <NewPersonForm
            disciplines={disciplines.map(({ id, name }) => ({ value: id, label: name }))}
            credentials={credentialChoices}
            today={today}
            action={addPractitionerAction}
          />
        </Fold>
      </Section>
    </Stack>
  );
}
