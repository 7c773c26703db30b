// Answers to text messages, signed by the service that carries them: STOP and START are heeded, nothing is kept of the rest.
import { clockNow, env, needed } from "@/lib/env";
import { heedText } from "@/lib/messages/heed-text";
import { database, gateways } from "@/lib/server/pool";
import { boundedText, problem, route } from "@/lib/server/route";

export const POST = (request: Request) =>
  route(request, { signed: true }, async () => {
    const fields = Object.fromEntries(new URLSearchParams(await boundedText(request, 16)));
    const url = `${env().PUBLIC_URL.replace(/\/$/, "")}/api/sms/inbound`;
    const { sms } = gateways();
    if (!sms?.isSigned(url, fields, request.headers.get("x-twilio-signature")))
      return problem(400, "invalid", "This was not signed by the service of text messages.");
    const heard = { db: database(), secret: needed("AUTH_SECRET"), now: clockNow() };
    await heedText(heard, { from: fields["From"] ?? "", text: fields["Body"] ?? "" });
    return new Response("<Response/>", { headers: { "content-type": "text/xml", "cache-control": "no-store" } });
  });
