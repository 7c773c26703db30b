// `npm run -s provider`: lets a clinic's people sign in through the clinic's own OpenID Connect provider, or ends that.
import { parseArgs } from "node:util";
import { text } from "node:stream/consumers";
import { closeDatabase, openDatabase } from "../db/client.ts";
import { appUrls } from "../db/migrate.ts";
import { clinicRowBySlug } from "../db/queries/clinics.ts";
import { openGateways } from "../lib/gateways/gateways.ts";
import { setProvider } from "../lib/staff/identity-provider.ts";
import { openDatabase as openExisting } from "./database.ts";
import { localSecret } from "./local-secret.ts";
import { dataDirectory } from "./paths.ts";

const help = `npm run -s provider -- set harbour --issuer https://id.example.org --client-id taper < secret
npm run -s provider -- end harbour

Lets the people of the clinic harbour sign in through their own OpenID Connect provider; the client's secret is read from
standard input. Register there: the address PUBLIC_URL/sign-in/with/harbour/back, the scopes openid and email, and that
the claim email_verified is sent. Who is a member of the clinic and what they may do stays here: invite them first.
Set AUTH_SECRET and DATABASE_URL as they are set for the web; without them, those of DATA_DIR are meant.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean" }, issuer: { type: "string" }, "client-id": { type: "string" } },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const [deed, slug] = positionals;
const database = await openExisting();
try {
  if ((deed !== "set" && deed !== "end") || !slug) throw new Error("Say `set` or `end`, and the clinic; see --help.");
  const db = openDatabase((await appUrls(database.adminUrl)).app, { max: 1, name: "taper_provider" });
  try {
    const clinic = await clinicRowBySlug(db, slug);
    if (!clinic) throw new Error(`No clinic is called ${slug}.`);
    const { issuer, "client-id": clientId } = values;
    const clientSecret = deed === "set" ? (await text(process.stdin)).trim() : "";
    if (deed === "set" && !(issuer && clientId && clientSecret))
      throw new Error("An issuer, a client id and a secret on standard input are needed; see --help.");
    const ctx = {
      clinicId: clinic.id,
      actor: { kind: "system", name: "operator" } as const,
      now: new Date(),
      db,
      // Nothing leaves from here.
      gateways: openGateways({
        stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_here" },
        mail: { smtpUrl: "smtp://127.0.0.1:9", from: "nobody@localhost" },
      }),
      publicUrl: "",
      secret: process.env["AUTH_SECRET"] ?? localSecret(dataDirectory(), "auth-secret"),
    };
    await setProvider(ctx, deed === "set" ? { issuer: issuer!, clientId: clientId!, clientSecret } : null);
    console.log(deed === "set" ? `${slug} signs in through ${issuer}.` : `${slug} signs in here.`);
  } finally {
    await closeDatabase(db);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await database.stop();
}
