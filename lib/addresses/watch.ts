import type { Db } from "#db/client.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings/settings.ts";
import { type AllowedAddresses, parseAllowed } from "./allowed.ts";

export type WatchedLimit = AllowedAddresses & { stop: () => void };

const everyMs = 2000;

/**
 * What the settings page limits, read again every two seconds, so that a change holds without a restart. While it
 * cannot be read the last known holds; as long as nothing is known yet, nobody comes in.
 */
export async function watchLimit(db: Db): Promise<WatchedLimit> {
  let known: AllowedAddresses = { allows: () => false };
  const look = async () => {
    try {
      known = parseAllowed((await readSetting(db, "adminAllowed")).join(",")) ?? known;
    } catch (error) {
      log.warn({ err: error }, "address limit not read");
    }
  };
  await look();
  const timer = setInterval(look, everyMs).unref();
  return { allows: (address) => known.allows(address), stop: () => clearInterval(timer) };
}
