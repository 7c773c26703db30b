// The only door to text messages: one message to one number, in the form in which Twilio and its like take it.
import { createHmac, timingSafeEqual } from "node:crypto";
import { GatewayError } from "./gateway-error.ts";

export type SmsConfig = {
  account: string;
  token: string;
  /** The number they come from, in international form, or the id of a messaging service. */
  from: string;
  /** Another server on the same wire; default Twilio's own. */
  apiBase?: string;
};

export type SmsGateway = {
  /** Resolves when it was taken. Throws `GatewayError`: `invalid` for a number that can never be reached, else `unavailable`. */
  send(text: { to: string; body: string }): Promise<{ messageId: string }>;
  /** Whether the post to this address was signed with our token. */
  isSigned(url: string, fields: Readonly<Record<string, string>>, signature: string | null): boolean;
};

const timeoutMs = 8_000;

/** The signature over an address and the fields of a post, as Twilio makes it. */
export function smsSignature(token: string, url: string, fields: Readonly<Record<string, string>>): string {
  const said = Object.entries(fields)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value);
  return createHmac("sha1", token)
    .update(url + said.join(""))
    .digest("base64");
}

export function smsGateway({ account, token, from, apiBase = "https://api.twilio.com" }: SmsConfig): SmsGateway {
  const address = `${apiBase.replace(/\/$/, "")}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString("base64")}`;
  const sender: [string, string] = [from.startsWith("MG") ? "MessagingServiceSid" : "From", from];
  return {
    async send({ to, body }) {
      if (!/^\+[1-9]\d{6,14}$/.test(to))
        throw new GatewayError("invalid", "This is not one phone number.", { code: "bad_number" });
      const answer = await fetch(address, {
        method: "POST",
        headers: { authorization },
        body: new URLSearchParams([sender, ["To", to], ["Body", body]]),
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw new GatewayError("unavailable", "The text message service cannot be reached.", { cause: error });
      });
      const said = (await answer.json().catch(() => ({}))) as { sid?: string; code?: number };
      if (answer.ok && said.sid) return { messageId: said.sid };
      const code = String(said.code ?? answer.status);
      throw answer.status >= 400 && answer.status < 500 && answer.status !== 429
        ? new GatewayError("invalid", "The text message service refuses this message for good.", { code })
        : new GatewayError("unavailable", "The text message service asks to try later.", { code });
    },
    isSigned(url, fields, signature) {
      const expected = Buffer.from(smsSignature(token, url, fields));
      const given = Buffer.from(signature ?? "");
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
