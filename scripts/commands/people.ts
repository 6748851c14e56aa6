import { getEnv } from "#lib/env.ts";
import { importFollowers } from "#lib/followers/import.ts";
import { createLineClient } from "#lib/line/client.ts";
import { seedFollowers } from "#lib/seed/seed.ts";
import { addToken } from "#lib/staff/tokens.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

const text = { type: "string" } as const;

export const peopleCommands: Command[] = [
  {
    name: "token add",
    options: { name: text, permission: text, days: text },
    run: async (_, { name, permission, days }) =>
      console.log(await withDatabase(({ db }) => addToken(db, operator, { name, permissions: permission, days }))),
  },
  {
    name: "import-followers",
    run: async () => {
      const imported = await withDatabase(({ db }) => importFollowers(db, createLineClient(), operator, showProgress));
      console.log(`${imported.toLocaleString("ja-JP")}人の友だちを取り込みました。`);
    },
  },
  {
    name: "seed",
    options: { followers: text },
    run: async (_, { followers }) => {
      refuseRealLine();
      const count = Number(followers);
      if (!Number.isInteger(count) || count < 1)
        throw new Error("--followers に人数（1以上の整数）を指定してください。");
      await withDatabase(({ db }) => seedFollowers(db, count));
      console.error(`${count.toLocaleString("ja-JP")}人を用意しました。`);
    },
  },
];

function showProgress(sofar: number): void {
  console.error(`${sofar.toLocaleString("ja-JP")}人…`);
}

/** Made-up residents must never be sent to: LINE forbids requests to ids that do not exist. */
function refuseRealLine(): void {
  if (getEnv().line.isReal) throw new Error("本物のLINEにつながる環境では seed を使えません。");
}
