import { setTimeout as sleep } from "node:timers/promises";
import { EnvError } from "#lib/env.ts";
import { type Places, readRunning } from "../local/running.ts";
import { freePort, isFree } from "../ports.ts";

const usual = 3000;
const farewellMs = 6000;

/** Where the web app and the sandbox will listen. Ports that the last start used are preferred, so that links last. */
export async function choosePlaces(): Promise<Places & { webPort: number }> {
  const last = readRunning();
  const webPort = await chooseWebPort(portOf(last?.localUrl));
  const sandboxPort = await chooseSandboxPort(portOf(last?.sandboxUrl));
  const webUrl = process.env.PUBLIC_URL || `http://localhost:${webPort}`;
  return { webPort, webUrl, localUrl: `http://127.0.0.1:${webPort}`, sandboxUrl: `http://127.0.0.1:${sandboxPort}` };
}

async function chooseWebPort(last: number | undefined): Promise<number> {
  const wanted = Number(process.env.PORT || usual);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535)
    throw new EnvError("PORT: 0から65535までの整数を指定してください。");
  if (wanted === 0) return freePort();
  if (await isFreeSoon(wanted, last)) return wanted;
  if (process.env.PORT) throw new EnvError(`PORT: ${wanted}番はほかのプログラムが使っています。`);
  for (let port = wanted + 1; port < wanted + 100; port++) if (await isFree(port)) return port;
  return freePort();
}

async function chooseSandboxPort(last: number | undefined): Promise<number> {
  return last && (await isFreeSoon(last, last)) ? last : freePort();
}

/** The children of a start that was killed need a moment to notice. */
async function isFreeSoon(port: number, last: number | undefined): Promise<boolean> {
  for (const until = Date.now() + (port === last ? farewellMs : 0); !(await isFree(port)); await sleep(100)) {
    if (Date.now() >= until) return false;
  }
  return true;
}

function portOf(url: string | undefined): number | undefined {
  return url ? Number(new URL(url).port) || undefined : undefined;
}
