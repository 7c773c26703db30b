// The files in a patient's chart, and attaching one.
import { AttachForm } from "@/components/charting/attach-form";
import { AttachmentList } from "@/components/charting/attachments";
import { Section } from "@/components/ui/section";
import type { AttachmentView } from "@/lib/charting/chart-views";
import { fileKinds, sizeWords } from "@/lib/charting/file-kind";
import { mayDo } from "@/lib/permissions/permissions";
import type { StaffDoor } from "@/lib/server/contexts";
import { sayMoment } from "@/lib/time/say";
import { withdrawAttachmentAction } from "../../chart-actions";

type Props = { door: StaffDoor; patientId: string; files: readonly AttachmentView[] };

export function ChartFiles({ door, patientId, files }: Props) {
  const { clinic, actor } = door;
  const mayWrite = mayDo(actor, "write_chart");
  const when = (at: Date) => sayMoment(at, clinic.timeZone, clinic.locale);
  return (
    <Section title="Files" id="files">
      <div className="flex flex-col gap-4">
        {files.length ? (
          <AttachmentList
            lines={files.map(({ attachmentId, label, kind, sizeBytes, addedBy, addedAt, withdrawn }) => ({
              id: attachmentId,
              label,
              what: `${fileKinds[kind].word}, ${sizeWords(sizeBytes)}`,
              added: `${when(addedAt)}, by ${addedBy}`,
              withdrawn: withdrawn && `Withdrawn ${when(withdrawn.at)}, by ${withdrawn.by}: ${withdrawn.reason}`,
              href: withdrawn && !mayDo(actor, "see_any_chart") ? null : `/api/desk/attachments/${attachmentId}`,
              withdraw: withdrawn || !mayWrite ? null : withdrawAttachmentAction.bind(null, attachmentId),
            }))}
          />
        ) : (
          <p className="text-soft">No files yet: letters, pictures and reports that belong to the chart stand here.</p>
        )}
        {mayWrite ? <AttachForm to={`/api/desk/patients/${patientId}/attachments`} /> : null}
      </div>
    </Section>
  );
}
