// Before the integration tests: a PostgreSQL for this run with one migrated database, from which each test file gets a copy.
import path from "node:path";
import type { TestProject } from "vitest/node";
import { appUrls, migrateDatabase } from "../../db/migrate.ts";
import { claimDirectory } from "../../scripts/claim-directory.ts";
import { onDatabase, runStatement } from "../../scripts/database.ts";
import { dataDirectory } from "../../scripts/paths.ts";
import { startPostgres } from "../../scripts/postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The administrator's URL of the server's `postgres` database. */
    pgUrl: string;
    /** The migrated database that is copied, and its two login roles' URLs. */
    template: { name: string; appUrl: string; workerUrl: string };
  }
}

export default async function setup(project: TestProject) {
  const server = await openServer();
  const name = `taper_template_${process.pid}`;
  const templateUrl = onDatabase(server.url, name);
  await runStatement(server.url, `drop database if exists "${name}" with (force)`);
  await runStatement(server.url, `create database "${name}"`);
  await migrateDatabase(templateUrl);
  const urls = await appUrls(templateUrl);
  project.provide("pgUrl", server.url);
  project.provide("template", { name, appUrl: urls.app, workerUrl: urls.worker });
  return async () => {
    await runStatement(server.url, `drop database if exists "${name}" with (force)`);
    await server.stop();
  };
}

async function openServer() {
  const given = process.env["DATABASE_URL"];
  if (given) return { url: onDatabase(given, "postgres"), stop: () => Promise.resolve() };
  // Two runs in one tree each get a server of their own.
  const claim = claimDirectory(path.join(dataDirectory(), "test-pg"));
  const postgres = await startPostgres({ dataDir: claim.directory, fast: true });
  const stop = async () => {
    await postgres.stop();
    claim.release();
  };
  return { url: postgres.url("postgres"), stop };
}
