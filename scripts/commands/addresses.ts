import { limitAddresses } from "#lib/addresses/limit.ts";
import { readSetting } from "#lib/settings/settings.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

/** For whoever stands outside: the office moved, and the settings page with it. */
export const addressCommands: Command[] = [
  {
    name: "addresses list",
    run: async () => {
      const ranges = await withDatabase(({ db }) => readSetting(db, "adminAllowed"));
      console.log(ranges.length > 0 ? ranges.join("\n") : "設定画面での制限はありません。");
    },
  },
  {
    name: "addresses open",
    run: async () => {
      await withDatabase(({ db }) => limitAddresses(db, operator, { ranges: "", from: null }));
      console.log("設定画面でのアドレスの制限を解除しました。数秒で有効になります。");
    },
  },
];
