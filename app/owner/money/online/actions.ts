"use server";
// Leads the owner to Stripe's page for the clinic's own account.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { connectAccount } from "@/lib/payments/connect-account";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";

export async function connectAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { url } = await connectAccount(ctx, { returnPath: "/owner/money/online" });
    redirect(url as Route);
  });
}
