import { exportActivities } from "#lib/activity/export.ts";
import { inWords, type Verification } from "#lib/activity/findings.ts";
import { verifyActivities, verifyAgainstKept } from "#lib/activity/verify.ts";
import { getEnv } from "#lib/env.ts";
import { NotFound } from "#lib/errors.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

export const recordCommands: Command[] = [
  {
    name: "export-log",
    run: () =>
      withDatabase(async ({ db }) => {
        for await (const rows of await exportActivities(db, operator)) process.stdout.write(rows);
      }),
  },
  {
    name: "verify-log",
    options: { heads: { type: "string" }, json: { type: "boolean" } },
    run: async (_, { heads, json }) => {
      const result = await withDatabase(({ db }) =>
        heads ? verifyAgainstKept(db, operator, heads) : verifyActivities(db, operator, getEnv().activityHeadsFile),
      );
      if (heads && !result.heads.found) throw new NotFound(`${heads} がありません。`);
      console.log(json ? JSON.stringify(result) : report(result));
      if (!result.ok) process.exitCode = 1;
    },
  },
];

function report({ finding, rows, first, last, waiting, heads }: Verification): string {
  const lines = [
    finding ? `異常: ${inWords(finding)}` : `異常なし: 操作ログ ${rows}件（${first ?? 0}番から${last ?? 0}番）`,
    `照合した署名の控え: ${heads.compared}件（${heads.file}）`,
    heads.compared === 0 && "注意: 照合できる控えがありません。記録全体が作り直されていても分かりません。",
    heads.ofOthers > 0 && `注意: 別の鍵または別のデータベースの控え ${heads.ofOthers}件は照合していません。`,
    heads.unreadable > 0 && `注意: 読めない控えが ${heads.unreadable}行あります。`,
    heads.missing > 0 &&
      `注意: 続き方から、あったはずの控えが ${heads.missing}件足りません。一部だけを保管している場合は問題ありません。`,
    waiting > 0 && `番号がまだ付いていない記録: ${waiting}件`,
  ];
  return lines.filter(Boolean).join("\n");
}
