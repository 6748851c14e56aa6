import { customType, timestamp } from "drizzle-orm/pg-core";

/** A moment; ends in `At` when it happened, in `For` when planned. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Bytes sealed with the city's key (see lib/sealing.ts). */
export const sealed = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * LINE user ids, stored as they are: compressing them (they are random, it gains a third) would cost PostgreSQL a
 * millisecond for each request we send.
 */
export const userIds = customType<{ data: string[]; driverData: string }>({
  dataType: () => "text array storage external",
  toDriver: (ids) => `{${ids.map((id) => JSON.stringify(id)).join(",")}}`,
});
