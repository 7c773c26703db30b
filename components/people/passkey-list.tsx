// A person's passkeys, each with its end.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table } from "@/components/ui/table";
import { asWritten, type Tell } from "@/lib/languages/tell";

export type PasskeyRow = { id: string; device: string; since: string; used?: string };

type Props = { t?: Tell; passkeys: readonly PasskeyRow[]; remove: Act };

export function PasskeyList({ t = asWritten, passkeys, remove }: Props) {
  return (
    <Table
      caption={t("Your passkeys")}
      captionHidden
      columns={[
        { key: "device", label: t("Made on") },
        { key: "since", label: t("Since") },
        ...(passkeys.some(({ used }) => used !== undefined) ? [{ key: "used", label: t("Last used") }] : []),
        { key: "end", label: t("Remove"), hideLabel: true, align: "end" },
      ]}
      rows={passkeys.map(({ id, device, since, used }) => ({
        id,
        cells: {
          device: t(device),
          since,
          used,
          end: (
            <ActForm action={remove}>
              <input type="hidden" name="passkey" value={id} />
              <SubmitButton variant="secondary" size="small" pendingLabel={t("Removing…")}>
                {t("Remove")}
                <span className="sr-only"> {t(`the passkey made on ${device} since ${since}`)}</span>
              </SubmitButton>
            </ActForm>
          ),
        },
      }))}
    />
  );
}
