// The public doors, described by the same schemas that check them.
import { apiDocument } from "@/lib/server/api-document";

export const GET = (): Response =>
  Response.json(apiDocument(), { headers: { "cache-control": "public, max-age=300" } });
