// How next-auth is set: one way in, a proof that our own sign-in made, and a signed cookie that only names a row of login_sessions.
import type { NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { personOfSession } from "../../db/queries/login-sessions.ts";
import { lifeAt, longestDays } from "../staff/session-life.ts";
import type { Door } from "../staff/places.ts";
import { openSession } from "../staff/sign-in.ts";

declare module "next-auth" {
  interface User {
    sid?: string;
  }
}

const typed = z.object({ proof: z.string().min(20).max(100), desk: z.string().max(100).optional() });

/** The door is asked for with each request: its clock goes on. */
export const authConfig = (door: () => Door): NextAuthConfig => ({
  session: { strategy: "jwt", maxAge: longestDays * 24 * 3600 },
  trustHost: true,
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      id: "proof",
      credentials: { proof: {}, desk: {} },
      // next-auth's own route leads here too, so nothing but a complete proof may open: it knows neither passwords nor codes.
      async authorize(credentials) {
        const input = typed.safeParse(credentials);
        const opened = input.success
          ? await openSession(door(), { token: input.data.proof, deskToken: input.data.desk ?? null })
          : null;
        return opened ? { id: opened.userId, sid: opened.sessionId } : null;
      },
    }),
  ],
  callbacks: {
    // What a browser posts to change its session is never read.
    async jwt({ token, user }) {
      if (user?.id) return { sub: user.id, sid: user.sid };
      if (typeof token["sid"] !== "string") return null;
      const { db, now } = door();
      const [person] = await personOfSession(db, token["sid"], lifeAt(now));
      return person && person.userId === token.sub ? { sub: token.sub, sid: token["sid"] } : null;
    },
    // The browser learns when it ends, and nothing else; on the server the token itself is at hand.
    session: ({ session }) => ({ expires: session.expires }) as typeof session,
  },
});
