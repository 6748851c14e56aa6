import { customType, timestamp } from "drizzle-orm/pg-core";

/** A moment; ends in `At` when it happened, in `For` when planned. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Bytes sealed with the city's key (see lib/sealing.ts). */
export const sealed = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
