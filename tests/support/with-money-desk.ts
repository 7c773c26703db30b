// A money desk on a database of its own, for one test file.
import { afterAll, beforeAll } from "vitest";
import { freshDatabase, type FreshDatabase } from "./fresh-database.ts";
import { openMoneyDesk, type MoneyDesk } from "./money-desk.ts";

export function withMoneyDesk(use: (desk: MoneyDesk, database: FreshDatabase) => void): void {
  let desk: MoneyDesk;
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    desk = await openMoneyDesk(database);
    use(desk, database);
  });
  afterAll(async () => {
    await desk.close();
    await database.drop();
  });
}
