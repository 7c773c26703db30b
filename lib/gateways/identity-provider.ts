// The door to a clinic's own sign-in: OpenID Connect with code, PKCE, state and nonce.
import * as oidc from "openid-client";
import { GatewayError } from "./gateway-error.ts";

export type ProviderConfig = { issuer: string; clientId: string; clientSecret: string };

/** What has to come back, kept by the browser that was sent away. */
export type Round = { state: string; nonce: string; verifier: string };

export type Known = {
  subject: string;
  /** Lower case; null when the provider does not vouch for it. */
  email: string | null;
  /** When the person last proved themself there. */
  provedAt: Date | null;
};

const TIMEOUT_S = 5;

/** Plain http is for a provider on the same machine alone. */
const plain = (issuer: string): boolean => {
  const { protocol, hostname } = new URL(issuer);
  return protocol === "http:" && (hostname === "localhost" || hostname === "127.0.0.1");
};

/** Throws a sentence that says what to set. */
export function checkIssuer(issuer: string): void {
  if (!URL.canParse(issuer) || (new URL(issuer).protocol !== "https:" && !plain(issuer)))
    throw new Error(`The issuer must be an address that begins with https://: ${issuer}`);
}

/** Throws `GatewayError`: `unavailable` when the provider does not answer, or not as it should. */
async function discover({ issuer, clientId, clientSecret }: ProviderConfig): Promise<oidc.Configuration> {
  checkIssuer(issuer);
  try {
    return await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: TIMEOUT_S,
      // The token comes straight from the provider; its signature is looked at all the same.
      execute: [oidc.enableNonRepudiationChecks, ...(plain(issuer) ? [oidc.allowInsecureRequests] : [])],
    });
  } catch (cause) {
    throw new GatewayError("unavailable", "The clinic’s sign-in does not answer.", { cause });
  }
}

/** Where to send the browser, and what it has to bring back. `anew` asks the provider to have the person prove themself again. */
export async function beginRound(
  config: ProviderConfig,
  { redirectUri, anew }: { redirectUri: string; anew: boolean },
): Promise<{ url: URL; round: Round }> {
  const provider = await discover(config);
  const round = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  const url = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: "openid email",
    state: round.state,
    nonce: round.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(round.verifier),
    code_challenge_method: "S256",
    ...(anew ? { prompt: "login", max_age: "0" } : {}),
  });
  return { url, round };
}

/** Throws `GatewayError`: `declined` when the answer is not one to this round, `unavailable` when the provider does not answer. */
export async function finishRound(config: ProviderConfig, answered: URL, round: Round): Promise<Known> {
  const provider = await discover(config);
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, answered, {
      pkceCodeVerifier: round.verifier,
      expectedState: round.state,
      expectedNonce: round.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const about: Record<string, unknown> =
      claims["email"] === undefined ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub) : claims;
    const { email, email_verified: vouched } = about;
    return {
      subject: claims.sub,
      // An address that anybody may write into their own profile would make them whoever has it here.
      email: typeof email === "string" && vouched === true ? email.trim().toLowerCase() : null,
      provedAt: typeof claims.auth_time === "number" ? new Date(claims.auth_time * 1000) : null,
    };
  } catch (cause) {
    throw new GatewayError("declined", "The clinic’s sign-in did not vouch for anybody.", { cause });
  }
}
