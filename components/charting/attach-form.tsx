"use client";
// Attaches a file to a chart. It is sent to a door of its own: forms are held to far smaller bodies.
import { useRouter } from "next/navigation";
import { ActForm, type Act, type ActState } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { largestFileBytes, largestFileMb } from "@/lib/charting/file-kind";

const refused = (field: string, message: string): ActState => ({ ok: false, fields: [{ field, message }] });

/** What the door answers when it refuses. */
type Told = { detail?: string; fields?: ActState["fields"] };

export function AttachForm({ to }: { to: string }) {
  const router = useRouter();
  const attach: Act = async (_before, form) => {
    const file = form.get("file");
    if (!(file instanceof File) || !file.size) return refused("file", "Choose the file.");
    if (file.size > largestFileBytes)
      return refused(
        "file",
        `A file has at most ${largestFileMb} MB. Make a smaller copy of it, or attach it in parts.`,
      );
    // Its name may tell of somebody, and nobody needs it.
    form.set("file", file, "file");
    const answer = await fetch(to, { method: "POST", body: form }).catch(() => null);
    if (!answer) return { ok: false, message: "The file did not arrive. Check the connection, then try again." };
    if (answer.ok) {
      router.refresh();
      return { ok: true };
    }
    const told = (await answer.json().catch(() => ({}))) as Told;
    return {
      ok: false,
      message: told.detail ?? "The file was not attached. Please try again.",
      ...(told.fields ? { fields: told.fields } : {}),
    };
  };
  return (
    <Fold label="Attach a file">
      <ActForm action={attach} done="It stands in the chart now." className="flex max-w-xl flex-col gap-4">
        <TextField
          label="What it is"
          name="label"
          hint="Such as: X-ray of the neck, letter from Dr. Lee."
          maxLength={80}
          autoComplete="off"
          required
        />
        <TextField
          label="The file"
          name="file"
          type="file"
          accept=".pdf,.jpg,.jpeg,.png"
          hint={`PDF, JPEG or PNG, at most ${largestFileMb} MB. It is kept encrypted; its name is not kept.`}
          required
        />
        <div>
          <SubmitButton size="small" pendingLabel="Attaching…">
            Attach the file
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}
