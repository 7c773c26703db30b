"use server";
// Signing in and out.
import { formAction, type FormState } from "@/lib/server/action";
import { endSession, signInByPassword } from "@/lib/server/auth";
import { staffCtx } from "@/lib/server/contexts";

const words = {
  wrong: "This e-mail and password do not belong together. Check both and try again.",
  too_many: "Too many tries for this e-mail. Wait fifteen minutes, then try again.",
};

/** Only addresses of this site may follow a sign-in. */
const localPath = (text: string) => (/^\/[a-z0-9][a-z0-9\-/?=&]*$/i.test(text) ? text : "/desk");

export async function signInAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const answer = await signInByPassword(
      String(values["email"] ?? ""),
      String(values["password"] ?? ""),
      localPath(String(values["next"] ?? "")),
    );
    return {
      ok: false,
      code: answer === "too_many" ? "too_many" : "invalid",
      message: words[answer],
      values: { email: values["email"] ?? "", next: values["next"] ?? "" },
    };
  });
}

export async function signOutAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { sessionId } = await staffCtx();
    await endSession(sessionId);
  });
}
