// Where things lie: the repository, the data directory, and what each command keeps in it.
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

/** The directory of everything a command keeps between runs: `DATA_DIR`, else `.data` in the repository. */
export function dataDirectory(): string {
  return path.resolve(root, process.env["DATA_DIR"] ?? ".data");
}

/** The cluster directory of the embedded PostgreSQL that `npm start` uses. */
export function clusterDirectory(): string {
  return path.join(dataDirectory(), "postgres");
}

export const databaseName = "taper";
