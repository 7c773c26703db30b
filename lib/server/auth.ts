// The only file that knows next-auth: a signed cookie names a row of login_sessions, which is asked on every read.
import "server-only";
import NextAuth, { AuthError, CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import {
  addLoginSession,
  countUse,
  forgetUses,
  personOfSession,
  revokeLoginSession,
  userByEmail,
} from "../../db/queries/directory.ts";
import { env } from "../env.ts";
import { newId } from "../ids.ts";
import { verifyPassword } from "../passwords.ts";
import { database } from "./pool.ts";

declare module "next-auth" {
  interface Session {
    sid: string;
  }
}

class TooMany extends CredentialsSignin {
  override code = "too_many";
}

const typed = z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().min(1).max(200) });
const triesIn15Minutes = 10;

const { handlers, auth, signIn, signOut } = NextAuth({
  session: { strategy: "jwt", maxAge: 7 * 24 * 3600 },
  trustHost: true,
  pages: { signIn: "/sign-in", error: "/sign-in" },
  // A wrong password is an answer, not a fault.
  logger: { error: (error) => (error instanceof AuthError ? undefined : console.error("sign-in fault:", error.name)) },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(credentials) {
        const input = typed.safeParse(credentials);
        if (!input.success) return null;
        const db = database();
        const key = `sign-in:${input.data.email}`;
        const uses = await countUse(db, key, new Date(), 15 * 60);
        if (env().RATE_LIMITS === "on" && uses > triesIn15Minutes) throw new TooMany();
        const user = await userByEmail(db, input.data.email);
        const right = await verifyPassword(input.data.password, user?.passwordHash ?? null);
        if (!right || !user) return null;
        // Only wrong passwords count: who comes in ten times a quarter of an hour is no guesser.
        await forgetUses(db, key);
        return { id: user.id, name: user.name };
      },
    }),
  ],
  callbacks: {
    async jwt({ token, user }) {
      if (user?.id) {
        const sid = newId();
        await addLoginSession(database(), { id: sid, userId: user.id, method: "password", at: new Date() });
        return { sub: user.id, sid };
      }
      if (typeof token["sid"] !== "string") return null;
      const [person] = await personOfSession(database(), token["sid"]);
      return person ? token : null;
    },
    session({ session, token }) {
      session.sid = String(token["sid"]);
      return session;
    },
  },
});

export { auth, handlers };

export type SignInAnswer = "wrong" | "too_many";

/** Signs in and redirects; answers why not. The caller lets the redirect through. */
export async function signInByPassword(email: string, password: string, next: string): Promise<SignInAnswer> {
  try {
    await signIn("credentials", { email, password, redirectTo: next });
    return "wrong";
  } catch (error) {
    if (error instanceof TooMany) return "too_many";
    if (error instanceof AuthError) return "wrong";
    throw error;
  }
}

/** Ends the session row and clears the cookie; redirects to the front page. */
export async function endSession(sessionId: string): Promise<void> {
  await revokeLoginSession(database(), sessionId, new Date());
  await signOut({ redirectTo: "/" });
}
