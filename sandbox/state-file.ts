import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createBulk } from "./bulk-residents.ts";
import type { LoginKey } from "./login.ts";
import type { Platform } from "./platform.ts";
import type { Resident } from "./residents.ts";
import type { Bubble } from "./talks.ts";

type State = {
  residents: Resident[];
  bulk: number;
  talks: [string, Bubble[]][];
  loginKey: LoginKey;
  webhookUrl?: string;
  lastMessageId: string;
};

const settleMs = 1000;

/** Loads what the state file holds, saves a second after changes, and gives back the function that saves at once. */
export async function keepState(platform: Platform): Promise<() => Promise<void>> {
  const { stateFile } = platform.options;
  if (!stateFile) return async () => {};
  if (existsSync(stateFile)) restore(platform, JSON.parse(await readFile(stateFile, "utf8")));
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    return writeState(stateFile, stateOf(platform));
  };
  platform.live.onChange = () => {
    timer ??= setTimeout(() => save().catch(console.error), settleMs).unref();
  };
  return save;
}

function restore(platform: Platform, state: State) {
  platform.residents.listed = new Map(state.residents.map((one) => [one.userId, one]));
  platform.residents.bulk = createBulk(state.bulk);
  platform.talks = new Map(state.talks);
  platform.loginKey = state.loginKey;
  platform.webhook.url ??= state.webhookUrl;
  platform.lastMessageId = BigInt(state.lastMessageId);
}

function stateOf(platform: Platform): State {
  return {
    residents: [...platform.residents.listed.values()],
    bulk: platform.residents.bulk.count,
    talks: [...platform.talks],
    loginKey: platform.loginKey,
    webhookUrl: platform.webhook.url,
    lastMessageId: String(platform.lastMessageId),
  };
}

/** Written beside and moved into place, so that a crash leaves the old file whole. */
async function writeState(file: string, state: State) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
