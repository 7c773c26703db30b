// Two records that may be of one person, side by side, and which of them stays.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Anchor } from "@/components/ui/anchor";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table } from "@/components/ui/table";

export type PairSide = {
  patientId: string;
  name: string;
  birth: string;
  email: string;
  mobile: string;
  since: string;
  visits: number;
  plans: number;
  notes: number;
  owed: string;
};

const lines: { key: keyof PairSide; label: string }[] = [
  { key: "birth", label: "Born" },
  { key: "email", label: "E-mail" },
  { key: "mobile", label: "Mobile" },
  { key: "since", label: "Here since" },
  { key: "visits", label: "Visits" },
  { key: "plans", label: "Plans" },
  { key: "notes", label: "Notes" },
  { key: "owed", label: "Owed" },
];

export function DuplicatePair({ sides, action }: { sides: readonly [PairSide, PairSide]; action: Act }) {
  const [a, b] = sides;
  const link = ({ patientId, name }: PairSide) => (
    <Anchor className="link" href={`/desk/patients/${patientId}`}>
      {name}
    </Anchor>
  );
  return (
    <ActForm action={action} className="flex flex-col gap-5">
      <Table
        caption={`${a.name} and ${b.name}`}
        captionHidden
        columns={[
          { key: "what", label: "What is kept", hideLabel: true },
          { key: "a", label: "First record" },
          { key: "b", label: "Second record" },
        ]}
        rows={[
          { id: "name", strong: true, cells: { what: "Name", a: link(a), b: link(b) } },
          ...lines.map(({ key, label }) => ({ id: key, cells: { what: label, a: a[key] || "–", b: b[key] || "–" } })),
        ]}
      />
      <ChoiceGroup
        legend="Which record stays"
        name="keep"
        id={`keep-${a.patientId}`}
        layout="inline"
        options={[
          { value: `${a.patientId} ${b.patientId}`, label: "The first" },
          { value: `${b.patientId} ${a.patientId}`, label: "The second" },
        ]}
        defaultValue={b.visits > a.visits ? `${b.patientId} ${a.patientId}` : `${a.patientId} ${b.patientId}`}
        hint="Its name and details stay; what it lacks comes from the other. Visits, plans, notes and money of both are then in it."
      />
      <div>
        <SubmitButton size="small" pendingLabel="Joining…">
          Join the two records<span className="sr-only"> of {a.name}</span>
        </SubmitButton>
      </div>
    </ActForm>
  );
}
