// What is still owed of a charge: what was charged, less what was taken off and what was paid.
import { sql, type SQL } from "drizzle-orm";

/** For a statement in which the charge is called `k`; below 0 when more was paid than is owed now. */
export const openOfCharge = (clinic: SQL): SQL => sql`(k.net_minor + k.tax_minor
  - (select coalesce(sum(d.net_minor + d.tax_minor), 0) from charge_reductions d
    where d.clinic_id = ${clinic} and d.charge_id = k.id)
  - (select coalesce(sum(x.amount_minor), 0) from payment_allocations x
    where x.clinic_id = ${clinic} and x.charge_id = k.id))`;
