"use server";
// Locks a desk, and opens it again.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { formAction, type FormState } from "@/lib/server/action";
import { resumeByProof, signInDoor } from "@/lib/server/auth";
import { lockedDoor } from "@/lib/server/contexts";
import { readDeskToken } from "@/lib/server/cookies";
import { askingDevice, countVisitor } from "@/lib/server/visitor";
import { lockDesk, unlockByPassword, unlockByPin } from "@/lib/staff/unlock";
import { localPath } from "../sign-in/local-path";

export async function lockAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ next: wanted }) => {
    const next = localPath(wanted);
    const { ctx, me } = await lockedDoor(next);
    await lockDesk(ctx, me);
    redirect(`/locked?next=${encodeURIComponent(next)}` as Route);
  });
}

export async function unlockByPinAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const next = localPath(values["next"]);
    const { me } = await lockedDoor(next);
    await countVisitor("sign-in-network");
    const { token } = await unlockByPin(signInDoor(), {
      deskToken: await readDeskToken(),
      sessionId: me.sessionId,
      userId: String(values["person"] ?? ""),
      pin: String(values["pin"] ?? ""),
      device: await askingDevice(),
    });
    // Somebody else begins at the calendar: the page before may not be theirs to see.
    if (token) await resumeByProof(token, "/desk");
    redirect(next as Route);
  });
}

export async function unlockByPasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ password, next: wanted }) => {
    const next = localPath(wanted);
    const { ctx, me } = await lockedDoor(next);
    await unlockByPassword(ctx, me, { password: String(password ?? "").slice(0, 200) });
    redirect(next as Route);
  });
}
