import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: path.resolve(import.meta.dirname, ".."),
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname, ".."),
      "server-only": path.resolve(import.meta.dirname, "support/empty.ts"),
    },
  },
  test: {
    // Its own choice leaves a core to somebody who edits; many tests wait for the database or a clock.
    maxWorkers: "100%",
    projects: [
      // Some reckon for seconds, and a machine may have other work.
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
