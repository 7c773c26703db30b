// How migrations are made from the schema: `npm run db:generate -- --name what-changes`.
import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "postgresql", schema: "./db/schema/index.ts", out: "./db/migrations" });
