"use server";
// Leads the owner to Stripe's page for the clinic's own account, and keeps the card readers at the desks.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { giveUpReader, registerReader, registerReaderInput } from "@/lib/payments/card-readers";
import { connectAccount } from "@/lib/payments/connect-account";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";

export async function connectAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { url } = await connectAccount(ctx, { returnPath: "/owner/money/online" });
    redirect(url as Route);
  });
}

export async function registerReaderAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await registerReader(ctx, parseForm(registerReaderInput, values));
    revalidatePath("/owner/money/online");
    redirect("/owner/money/online?reader=1#readers" as Route);
  });
}

export async function giveUpReaderAction(readerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await giveUpReader(ctx, { readerId: boundTo(boundId, readerId) });
    revalidatePath("/owner/money/online");
    redirect("/owner/money/online#readers" as Route);
  });
}
