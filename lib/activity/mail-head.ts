import type { Db } from "#db/client.ts";
import type { Actor } from "../actor.ts";
import { getEnv } from "../env.ts";
import { sendMail } from "../notices/send-mail.ts";
import { readSetting } from "../settings/settings.ts";
import type { Head } from "./heads.ts";
import { record } from "./record.ts";
import { newestWritten } from "./written-head.ts";

const actor: Actor = { kind: "system", task: "操作ログの控え" };

/** Once a day the newest signed head goes by mail to whom the city has named: a copy that nobody here can take back. */
export async function mailHead(db: Db): Promise<void> {
  if (!getEnv().smtpUrl) return;
  const to = await readSetting(db, "headMailTo");
  const head = await newestWritten(db);
  if (to.length === 0 || !head) return;
  const { name } = await readSetting(db, "city");
  await sendMail({
    bcc: to,
    subject: `【Kairan】操作ログの署名の控え（${dayOf(head)}、${head.seq}番まで）`,
    text: textFor(name, head),
  });
  await record(db, actor, "activity.mail-head", "activity", { seq: head.seq, addresses: to.length });
}

function textFor(city: string, head: Head): string {
  return `${city}のLINE公式アカウント管理画面の、操作ログの控えです。

■ これは何か
${dayOf(head)}の時点で、操作ログの${head.seq}番までの記録がどうであったかを示す署名です。あとで記録が書き換えられたり消されたりすると、この控えと合わなくなります。個人情報は含みません。

■ していただくこと
このメールを消さずに保管してください。システムを管理する人が書き換えられない場所であるほど、確かな証拠になります。ふだんは、ほかにすることはありません。

■ 確かめるとき
メールをファイルに保存し（.eml でも .txt でもかまいません）、システムのサーバーで次のように実行します。
npm run kairan -- verify-log --heads 保存したファイル

■ 控え（{ から } まで）
${JSON.stringify(head)}
`;
}

function dayOf({ signedAt }: Head): string {
  return new Intl.DateTimeFormat("ja-JP", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Tokyo" }).format(
    new Date(signedAt),
  );
}
