// The whole schema, for drizzle and the migrations.
export * from "./articles.ts";
export * from "./booking.ts";
export * from "./cards.ts";
export * from "./charting.ts";
export * from "./clinic.ts";
export * from "./events.ts";
export * from "./following.ts";
export * from "./global.ts";
export * from "./keeping.ts";
export * from "./messages.ts";
export * from "./money.ts";
export * from "./packages.ts";
export * from "./patients.ts";
export * from "./plans.ts";
export * from "./waitlist.ts";
export * from "./stripe-accounts.ts";
export * from "./subscription.ts";
