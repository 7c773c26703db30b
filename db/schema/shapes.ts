// The few column and constraint shapes that every table is made of: a clinic in each key, named constraints, instants with zone.
import {
  bigint,
  customType,
  foreignKey,
  primaryKey,
  text,
  timestamp,
  uuid,
  type AnyPgColumn,
  type PgColumn,
} from "drizzle-orm/pg-core";

/** Key columns of a tenant table: the clinic leads, the id is made by the writer (UUID version 7). */
export const tenantKey = () => ({ clinicId: uuid("clinic_id").notNull(), id: uuid("id").notNull() });

/** An instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Whole minor units of the row's currency. */
export const minor = (name: string) => bigint(name, { mode: "number" });

/** Bytes as they are. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** What is kept of a passkey, whoever it belongs to. */
export const keptPasskey = () => ({
  /** As the device names it, base64url. */
  credentialId: text("credential_id").notNull(),
  /** COSE, base64url; opens nothing by itself. */
  publicKey: text("public_key").notNull(),
  /** How often it was used, where the device counts; else 0. One that falls behind is a copy. */
  counter: minor("counter").notNull(),
  transports: text("transports").array().notNull(),
  /** The device it was made on, as people say it. */
  device: text("device").notNull(),
  createdAt: instant("created_at").notNull(),
  lastUsedAt: instant("last_used_at"),
});

type Keyed = { clinicId: PgColumn; id: PgColumn };

/** `primary key (clinic_id, id)`, named after its table. */
export const tenantPk = (table: string, t: Keyed) =>
  primaryKey({ name: `${table}_pk`, columns: [t.clinicId, t.id] as [PgColumn, PgColumn] });

/** Composite foreign key: child and parent always share their clinic. */
export const within = (name: string, t: { clinicId: PgColumn }, column: PgColumn, parent: Keyed) =>
  foreignKey({
    name,
    columns: [t.clinicId, column] as [PgColumn, PgColumn],
    foreignColumns: [parent.clinicId, parent.id] as [AnyPgColumn, AnyPgColumn],
  });

/** Foreign key of a root table to its clinic. */
export const ofClinic = (name: string, t: { clinicId: PgColumn }, clinics: { id: PgColumn }) =>
  foreignKey({ name, columns: [t.clinicId] as [PgColumn], foreignColumns: [clinics.id] as [AnyPgColumn] });
