// Signing in through the clinic's own provider, and proving oneself there again. It vouches for its own clinic's people, and there alone.
import { linkIdentity, memberOfIdentity, unlinkedMember } from "../../db/queries/identity-providers.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { beginRound, finishRound, type Known, type ProviderConfig, type Round } from "../gateways/identity-provider.ts";
import { loadProvider } from "./identity-provider.ts";
import { markProved } from "./prove-again.ts";
import { mustBeOneself, type Self } from "./self.ts";
import { keepReadyProof } from "./sign-in.ts";

const none = () =>
  new Refusal("not_found", "This clinic has no sign-in of its own. Use your password or a passkey here.");
const unknown = () =>
  new Refusal(
    "invalid",
    "Your clinic’s sign-in did not vouch for anybody who works here. Ask the owner to invite you first.",
  );
const silent = (cause: unknown) =>
  new Refusal("busy_try_again", "Your clinic’s sign-in does not answer. Try again in a moment.", { cause });

/** A refusal that says what to do, for whatever went wrong on the way. */
async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw error.kind === "unavailable" ? silent(error) : unknown();
  }
}

async function providerOf(ctx: Ctx): Promise<ProviderConfig> {
  const config = await loadProvider(ctx);
  if (!config) throw none();
  return config;
}

/** Where the provider sends the browser back to. */
const backTo = (ctx: Ctx, slug: string) => `${ctx.publicUrl}/sign-in/with/${slug}/back`;

/** Refuses with `not_found` where the clinic has none, or `busy_try_again`. `anew` has the person prove themself there again. */
export async function beginAtProvider(
  ctx: Ctx,
  input: { slug: string; anew: boolean },
): Promise<{ url: string; round: Round }> {
  const config = await providerOf(ctx);
  const begun = await asking(() => beginRound(config, { redirectUri: backTo(ctx, input.slug), anew: input.anew }));
  return { url: begun.url.href, round: begun.round };
}

type Answered = { slug: string; query: string; round: Round };

async function knownBy(ctx: Ctx, { slug, query, round }: Answered): Promise<Known & { issuer: string }> {
  const config = await providerOf(ctx);
  const known = await asking(() => finishRound(config, new URL(`${backTo(ctx, slug)}?${query}`), round));
  return { ...known, issuer: config.issuer };
}

/** A complete proof that opens a session in this clinic alone. Refuses with `invalid` for whom the clinic has not invited. */
export async function proveAtProvider(ctx: Ctx, input: Answered & { device: string }): Promise<{ token: string }> {
  const known = await knownBy(ctx, input);
  const member = await inTransaction(ctx, (t) => memberFor(t, known));
  if (!member) throw unknown();
  const proved = { userId: member.userId, device: input.device, method: "provider", onlyClinic: ctx.clinicId };
  return { token: await keepReadyProof(ctx, proved) };
}

async function memberFor(t: TxCtx, { issuer, subject, email }: Known & { issuer: string }) {
  const linked = await memberOfIdentity(t.tx, t.clinicId, issuer, subject, t.now);
  if (linked || email === null) return linked;
  const member = await unlinkedMember(t.tx, t.clinicId, issuer, email, t.now);
  if (!member) return null;
  const { memberId } = member;
  if (!(await linkIdentity(t.tx, { clinicId: t.clinicId, issuer, subject, memberId, linkedAt: t.now }))) return null;
  await record(t, [{ deed: "member.provider_linked", subjectKind: "member", subjectId: memberId }]);
  return member;
}

const freshSeconds = 300;

/** As typing the password again, for somebody who has none here. */
export async function proveAgainAtProvider(ctx: Ctx, me: Self, input: Answered): Promise<{ token: string }> {
  mustBeOneself(ctx);
  const { issuer, subject, provedAt } = await knownBy(ctx, input);
  const fresh = provedAt !== null && ctx.now.getTime() - provedAt.getTime() < freshSeconds * 1000;
  return inTransaction(ctx, async (t) => {
    const member = await memberOfIdentity(t.tx, t.clinicId, issuer, subject, t.now);
    if (!fresh || member?.userId !== me.userId) throw unknown();
    return markProved(t, me);
  });
}
