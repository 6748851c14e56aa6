import { readFile } from "node:fs/promises";
import { Invalid } from "#lib/errors.ts";
import { applyProfile } from "#lib/profile/apply.ts";
import { exportProfile } from "#lib/profile/export.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

export const profileCommands: Command[] = [
  {
    name: "apply",
    words: ["profile.json"],
    run: async ([file]) => {
      const profile = readProfile(await readFile(file!, "utf8"), file!);
      await withDatabase(({ db }) => applyProfile(db, operator, profile));
      console.error(`${file} を適用しました。`);
    },
  },
  {
    name: "export",
    run: async () => console.log(JSON.stringify(await withDatabase(({ db }) => exportProfile(db, operator)), null, 2)),
  },
];

function readProfile(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Invalid([{ path: [file], message: `JSONとして読めません（${(error as Error).message}）。` }]);
  }
}
