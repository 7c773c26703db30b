"use server";
// A yes or a no to a freed time.
import { declineOffer, takeOffer } from "@/lib/messages/take-offer";
import { leadingAction } from "@/lib/server/action";
import { keyDoor } from "@/lib/server/key-door";
import { countVisitor } from "@/lib/server/visitor";

const pageOf = (slug: string, token: string) => `/${slug}/offer/${token}`;

export async function takeAction(slug: string, token: string, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async () => {
      const { ctx, id: offerId } = await keyDoor(slug, "offer", token);
      await countVisitor("booking", slug);
      await takeOffer(ctx, { offerId });
      return pageOf(slug, token);
    },
    () => `${pageOf(slug, token)}?late=1`,
  );
}

export async function declineAction(slug: string, token: string, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async () => {
      const { ctx, id: offerId } = await keyDoor(slug, "offer", token);
      await countVisitor("booking", slug);
      await declineOffer(ctx, { offerId });
      return pageOf(slug, token);
    },
    () => pageOf(slug, token),
  );
}
