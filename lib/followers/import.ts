import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import type { LineAnswer, LineClient } from "../line/client.ts";

const peoplePerPage = 1000;
const tries = 6;

/**
 * Takes in the friends the account had before Kairan came, page by page (LINE gives them to verified accounts only).
 * What webhooks have told us meanwhile stands. Stopped half-way it can be run again: who is known stays as they are.
 * @param onPage hears after each page how many friends came so far
 */
export async function importFollowers(
  db: Db,
  line: LineClient,
  actor: Actor,
  onPage: (sofar: number) => void,
): Promise<number> {
  must(actor, "settings", "edit");
  let [sofar, next] = [0, ""];
  do {
    const { body } = await page(line, next);
    const ids = (body.userIds ?? []) as string[];
    await welcome(db, ids);
    sofar += ids.length;
    next = typeof body.next === "string" ? body.next : "";
    onPage(sofar);
  } while (next);
  await record(db, actor, "followers.import", "followers", { friends: sofar });
  return sofar;
}

async function page(line: LineClient, next: string): Promise<LineAnswer> {
  const start = next && `&start=${encodeURIComponent(next)}`;
  for (let attempt = 1; ; attempt++) {
    const answer = await line.get(`/v2/bot/followers/ids?limit=${peoplePerPage}${start}`);
    if (answer.status === 200) return answer;
    if (answer.status === 403)
      throw new Error(
        "LINEが友だちの一覧を返しません（403）。認証済アカウントかプレミアムアカウントでのみ利用できます。",
      );
    if (attempt === tries || (answer.status >= 400 && answer.status < 429))
      throw new Error(
        `LINEから友だちの一覧を取得できませんでした（${answer.status}）。時間をおいてもう一度実行してください。`,
      );
    await sleep((answer.retryAfterSeconds ?? 2 ** attempt) * 500);
  }
}

async function welcome(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    insert into followers (line_user_id, friend, created_at)
    select id, true, ${now().toISOString()}::timestamptz from unnest(${sql.param(ids)}::text[]) as id
    on conflict (line_user_id) do update set friend = true where followers.friend_changed_at is null`);
}
