"use server";
// What the holder of a visit's own key can do: book it at a time that is free, or say not now.
import { bookNextVisit, declineNextVisit } from "@/lib/plans/next-visit";
import { leadingAction } from "@/lib/server/action";
import { typedStart } from "@/lib/server/typed-start";
import { keyDoor } from "@/lib/server/key-door";
import { countVisitor } from "@/lib/server/visitor";

const pageOf = (slug: string, token: string) => `/${slug}/next/${token}`;

export async function bookAction(slug: string, token: string, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async (values) => {
      const [start, practitionerId = ""] = String(values["start"] ?? "").split("|");
      const at = typedStart(start);
      const { ctx, id: visitId } = await keyDoor(slug, "visit", token);
      await countVisitor("booking", slug);
      await bookNextVisit(ctx, { visitId, start: at, practitionerId });
      return `${pageOf(slug, token)}?booked=1`;
    },
    () => `${pageOf(slug, token)}?gone=1`,
  );
}

export async function declineAction(slug: string, token: string, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async () => {
      const { ctx, id: visitId } = await keyDoor(slug, "visit", token);
      await countVisitor("booking", slug);
      await declineNextVisit(ctx, { visitId });
      return `${pageOf(slug, token)}?later=1`;
    },
    () => pageOf(slug, token),
  );
}
