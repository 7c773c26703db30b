// `npm run -s figures`: draws the summaries of the owners' pages from the facts again, and looks for drift.
import { closeDatabase, openDatabase, withClinic } from "../db/client.ts";
import { appUrls } from "../db/migrate.ts";
import { allClinics } from "../db/queries/directory.ts";
import type { Ctx } from "../lib/context/context.ts";
import { clockNow } from "../lib/env.ts";
import { openGateways } from "../lib/gateways/gateways.ts";
import { figureDrift } from "../lib/insights/figure-drift.ts";
import { rebuildFigures } from "../lib/insights/rebuild-figures.ts";
import { openDatabase as openExisting } from "./database.ts";

const help = `npm run -s figures -- check              compares the summaries of every clinic with the facts, and changes nothing
npm run -s figures -- rebuild            draws them from the facts again, a hundred plans at a time, while everybody works on
npm run -s figures -- rebuild --anew     throws them away first; for sums and plans that have come apart

Works on DATABASE_URL, else on the embedded database of DATA_DIR, running or not. Ctrl-C stops after the hundred plans that are
under way: what is done stays, and the next run goes over all plans again. Exits 1 when there is drift, or when it was stopped.`;

const words = process.argv.slice(2);
const [what] = words;
if (words.includes("--help") || (what !== "check" && what !== "rebuild")) {
  console.log(help);
  process.exit(words.includes("--help") ? 0 : 2);
}
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => (stopping = true));

const existing = await openExisting();
const { app } = await appUrls(existing.adminUrl);
const db = openDatabase(app, { max: 2, name: "taper_figures", statementTimeoutMs: 600_000 });
let wrong = 0;
try {
  for (const { id: clinicId, slug } of await allClinics(db)) {
    if (stopping) break;
    const ctx: Ctx = {
      clinicId,
      actor: { kind: "system", name: "operator" },
      now: clockNow(),
      db,
      // Nothing leaves from here.
      gateways: openGateways({
        stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_here" },
        mail: { smtpUrl: "smtp://127.0.0.1:9", from: "nobody@localhost" },
      }),
      publicUrl: "",
      secret: "",
    };
    if (what === "rebuild") {
      const { plans, whole } = await rebuildFigures(ctx, {
        anew: words.includes("--anew"),
        progress: (done) => console.log(`${slug}: ${done} plans …`),
        stopped: () => stopping,
      });
      console.log(`${slug}: ${plans} plans${whole ? "" : ", then stopped"}`);
      if (!whole) wrong++;
    } else {
      const { count, rows } = await withClinic(db, clinicId, (tx) => figureDrift({ tx, clinicId, now: ctx.now }));
      wrong += count;
      console.log(`${slug}: ${count} differences${count ? `\n${JSON.stringify(rows)}` : ""}`);
    }
  }
} finally {
  await closeDatabase(db);
  await existing.stop();
}
process.exitCode = wrong || stopping ? 1 : 0;
