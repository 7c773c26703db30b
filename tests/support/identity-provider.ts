// A real OpenID Connect provider, and a person at its pages: signs in, says yes, and is sent back.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type KoaContextWithOIDC } from "oidc-provider";

export type Person = { email?: string; email_verified?: boolean };

/** `people` by the name they sign in with there; may be changed as a test goes on. */
export async function startProvider(client: { id: string; secret: string; back: string }) {
  const people: Record<string, Person> = {};
  const keys = { foreign: false };
  const server = createServer((request, response) => {
    if (keys.foreign && request.url === "/jwks") response.end(foreignKeys);
    else void provider.callback()(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.back] }],
    claims: { email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of the test"] },
    pkce: { required: () => true },
    findAccount: (_ctx: KoaContextWithOIDC, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...people[sub] }),
    }),
  });
  const { n } = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  const known = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { kty: string }[] };
  const foreignKeys = JSON.stringify({ keys: known.keys.map((key) => (key.kty === "RSA" ? { ...key, n } : key)) });
  return {
    issuer,
    people,
    /** With `foreign`, it publishes other keys than it signs with. */
    keys,
    /** Follows the provider's pages from `url` until they lead back; answers the query of the address that they lead to. */
    visit: (url: string, name: string) => visit(url, name, client.back),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function visit(url: string, name: string, back: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = url;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step++) {
    const answer = await fetch(next, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join("; ") },
      ...(form ? { method: "POST", body: form } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, key = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(key, value);
    }
    form = undefined;
    const to = answer.headers.get("location");
    if (to) {
      next = new URL(to, next).href;
      if (next.startsWith(back)) return new URL(next).search.slice(1);
      continue;
    }
    const page = await answer.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    if (!action) throw new Error(`the provider shows no form: ${page.slice(0, 300)}`);
    next = new URL(action, next).href;
    form = page.includes('name="login"')
      ? new URLSearchParams({ prompt: "login", login: name, password: "any" })
      : new URLSearchParams({ prompt: "consent" });
  }
  throw new Error("the provider leads nowhere");
}
