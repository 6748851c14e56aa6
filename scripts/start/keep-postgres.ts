import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findHome } from "../postgres/home.ts";
import { findPostmaster } from "../postgres/postmaster.ts";
import { startPostgres } from "../postgres.ts";

const lookEveryMs = 500;

/** Starts our own database again on its port whenever it dies; everybody else waits for it there. Gives back how to leave it. */
export function keepPostgres(dataDir: string, url: string): () => Promise<void> {
  const leaving = new AbortController();
  const settings = { port: new URL(url).port };
  const watch = async () => {
    const home = await findHome(resolve(dataDir));
    while (!leaving.signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal: leaving.signal }).catch(() => {});
      if (leaving.signal.aborted || findPostmaster(home.dataDir)) continue;
      await startPostgres({ dataDir, settings }).then(
        () => console.error(`データベースが止まったため、起動し直しました。詳しくは ${dataDir}.log`),
        (error: Error) => console.error(error.message),
      );
    }
  };
  const watching = watch();
  return async () => {
    leaving.abort();
    await watching;
  };
}
