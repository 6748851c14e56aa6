"use server";

import { db } from "#app/db.ts";
import { inWords } from "#lib/activity/findings.ts";
import { verifyActivities } from "#lib/activity/verify.ts";
import { getEnv } from "#lib/env.ts";
import { type Answer, attempt } from "../../attempt.ts";

export type Verified = { ok: boolean; lines: string[] };

/** Compares the whole log with its chain and with the signed heads outside the database. */
export async function verify(): Promise<Answer<Verified>> {
  return attempt(async (actor) => {
    const { ok, finding, rows, first, last, waiting, heads } = await verifyActivities(
      db(),
      actor,
      getEnv().activityHeadsFile,
    );
    const count = (number: number) => number.toLocaleString("ja-JP");
    const lines = [
      finding
        ? inWords(finding)
        : `${count(rows)}件（${count(first ?? 0)}番から${count(last ?? 0)}番）に、書き換え・削除・割り込みはありません。`,
      heads.compared > 0
        ? `データベースの外に保管した署名の控え ${count(heads.compared)}件とも一致します。`
        : "照合できる署名の控えがまだありません。記録全体が作り直されていないかは、控えができてから確かめられます。",
      ...(heads.unreadable > 0
        ? [`読めない控えが ${count(heads.unreadable)}行あります。運用担当者に知らせてください。`]
        : []),
      ...(waiting > 0 ? [`番号がまだ付いていない記録が ${count(waiting)}件あります（数秒で付きます）。`] : []),
    ];
    if (finding) lines.splice(1, 1, "すぐに運用担当者に知らせ、データベースの変更をやめてください。");
    return { ok, lines };
  });
}
