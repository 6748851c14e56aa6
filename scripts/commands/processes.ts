import { migrateTables } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { migrateQueue } from "#lib/jobs/run.ts";
import type { Command } from "./commands.ts";

/** Brings tables and queue to this version. */
export async function migrateAll(): Promise<void> {
  const { databaseUrl } = getEnv();
  await migrateTables(databaseUrl);
  await migrateQueue(databaseUrl);
}

export const processCommands: Command[] = [
  { name: "migrate", run: migrateAll },
  {
    name: "web",
    run: async () => {
      const { startFront } = await import("../../server.ts");
      await untilToldToStop(await startFront());
    },
  },
  {
    name: "worker",
    run: async () => {
      const { startWorker } = await import("#worker/index.ts");
      await untilToldToStop(await startWorker());
    },
  },
];

/** Runs until SIGTERM or SIGINT, or until the parent that started us is gone; then stops in good order. */
export function untilToldToStop(running: { stop: () => Promise<void> }): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () =>
      running
        .stop()
        .then(() => resolve(), reject)
        .finally(() => process.exit());
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
    process.once("disconnect", stop);
  });
}
