import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Db } from "#db/client.ts";
import type { Actor } from "#lib/actor.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { applyProfile } from "#lib/profile/apply.ts";
import { addFirstAccount, setUpDemoResidents } from "#scripts/demo-city.ts";
import type { Places } from "../local/running.ts";
import type { Local } from "../local.ts";

const profile = "profiles/sendai.json";
const unsettled = ".data/demo-unsettled";
const system: Actor = { kind: "system", task: "はじめの設定" };

/** An empty database gets a first account, and on the sandbox a city to look at. */
export async function furnish(db: Db, { secrets, sandbox }: Local): Promise<void> {
  await addFirstAccount(db, secrets.adminPassword);
  if (!sandbox || (await currentForm(db)).version > 0) return;
  writeFileSync(unsettled, "");
  await applyProfile(db, system, JSON.parse(readFileSync(profile, "utf8")));
}

/** The city's residents move in when everything runs; tried again at the next start when this one is cut short. */
export async function settleResidents({ localUrl, sandboxUrl }: Places): Promise<void> {
  if (!existsSync(unsettled)) return;
  await setUpDemoResidents({ webUrl: localUrl, sandboxUrl: sandboxUrl! });
  rmSync(unsettled);
}
