// Who did what, as rows: when, who, what, and about whom.
import { Table } from "@/components/ui/table";

export type TrailRow = { id: string; when: string; who: string; what: string; why: string | null; patient: string };

export function TrailTable({ rows, caption }: { rows: readonly TrailRow[]; caption: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: "when", label: "When" },
        { key: "who", label: "Who" },
        { key: "what", label: "What" },
        { key: "patient", label: "Patient" },
      ]}
      rows={rows.map(({ id, when, who, what, why, patient }) => ({
        id,
        cells: {
          when: <span className="figures">{when}</span>,
          who,
          what: why ? (
            <>
              {what}
              <span className="block text-soft sm:text-start">{`“${why}”`}</span>
            </>
          ) : (
            what
          ),
          patient,
        },
      }))}
    />
  );
}
