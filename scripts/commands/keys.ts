import { type Rotated, rotateKeys } from "#lib/rotation/rotate-keys.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

export const keyCommands: Command[] = [
  {
    name: "rotate-keys",
    run: () =>
      withDatabase(async ({ db }) => {
        const outcome = await rotateKeys(db, operator, (progress) => console.log(inWords(progress)));
        const left = outcome.reduce((sum, { unreadable }) => sum + unreadable, 0);
        if (left === 0) return console.log("完了: すべて現在の SECRET_KEY で暗号化されています。");
        console.log(`注意: ${left}件はどの鍵でも開けません。SECRET_KEY_OLD に古い鍵がそろっているか確認してください。`);
        process.exitCode = 1;
      }),
  },
];

function inWords({ column, renewed, unreadable }: Rotated): string {
  return `${column}: ${renewed}件を暗号化し直しました${unreadable > 0 ? `（開けないもの ${unreadable}件）` : ""}`;
}
