// Who asks, as far as the request says: limits by where a visitor comes from, and the device it names.
import "server-only";
import { headers } from "next/headers";
import { env } from "../env.ts";
import { countUse } from "../limits/count-use.ts";
import type { LimitName } from "../limits/limits.ts";
import { networkOfVisitor } from "../limits/network.ts";
import { countRead } from "../limits/own-count.ts";
import { deviceOf } from "../staff/device.ts";
import { database } from "./pool.ts";

/**
 * Counts one use by the visitor's network, apart for each clinic where one is named. In an action `sent` are the headers of its post.
 * Refuses with `too_many`, or as {@link countUse}.
 */
export async function countVisitor(name: LimitName, clinic = "", sent?: Headers): Promise<void> {
  const network = networkOfVisitor(sent ?? (await headers()), env().PUBLIC_URL);
  if (!network) return;
  await (name === "read" ? countRead(network) : countUse(database(), name, `${clinic} ${network}`));
}

/** The browser and machine as people say them. */
export const askingDevice = async (): Promise<string> => deviceOf((await headers()).get("user-agent"));
