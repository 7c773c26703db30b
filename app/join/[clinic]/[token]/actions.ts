"use server";
// Taking the place that an invitation offers.
import { redirect } from "next/navigation";
import { notFound, Refusal } from "@/lib/errors";
import { formAction, type FormState } from "@/lib/server/action";
import { signInByProof, signInDoor } from "@/lib/server/auth";
import { guestCtx, signedIn } from "@/lib/server/contexts";
import { askingDevice, countVisitor } from "@/lib/server/visitor";
import { acceptSignedIn, acceptWithNewAccount } from "@/lib/staff/accept-invitation";
import { provePassword } from "@/lib/staff/sign-in";

/** On the machine's clock, as everything about signing in. */
async function invitedCtx(slug: string, token: unknown) {
  // What an action is bound to may be forged: any value.
  if (typeof token !== "string") throw notFound("invitation");
  const { ctx, clinic } = await guestCtx(slug, true);
  return { ctx: { ...ctx, now: new Date() }, clinic };
}

export async function joinAction(slug: string, token: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await invitedCtx(slug, token);
    await countVisitor("sign-in-network");
    const typed = (name: string) => String(values[name] ?? "");
    const password = typed("newPassword");
    const { email, role } = await acceptWithNewAccount(ctx, {
      token,
      name: typed("name"),
      password,
      clinicName: clinic.name,
    });
    const device = await askingDevice();
    const proved = await provePassword(signInDoor(), { email, password, device });
    await signInByProof(proved.token, role === "owner" ? "/owner/setup" : "/desk");
  });
}

export async function acceptAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await invitedCtx(slug, token);
    const person = await signedIn();
    if (!person) throw new Refusal("sign_in_needed", "Sign in first, then accept.");
    await acceptSignedIn(ctx, person, { token });
    redirect("/desk");
  });
}
