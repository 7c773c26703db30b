// Whether this process may be sent visitors.
import { clockNow } from "@/lib/env";
import { checkFitness } from "@/lib/server/fitness";
import { database } from "@/lib/server/pool";
import packageJson from "@/package.json";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const version = packageJson.version;
  try {
    const { fit, reasons, migrations, worker } = await checkFitness(database(), clockNow());
    const body = {
      status: fit ? "ok" : "unfit",
      database: "up",
      worker,
      migrations,
      version,
      ...(fit ? {} : { reasons }),
    };
    return Response.json(body, { status: fit ? 200 : 503, headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json(
      { status: "unfit", database: "down", worker: "unknown", migrations: "unknown", version },
      { status: 503, headers: { "cache-control": "no-store", "retry-after": "1" } },
    );
  }
}
