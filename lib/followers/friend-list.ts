import { setTimeout as sleep } from "node:timers/promises";
import { Conflict } from "../errors.ts";
import type { LineAnswer, LineClient } from "../line/client.ts";

const peoplePerPage = 1000;
const tries = 6;

export type FriendPage = { userIds: string[]; next: string | null };

/** A page of LINE's list of friends. Waits when LINE asks to; what LINE refuses is told in words, with what to do. */
export async function friendPage(line: LineClient, from: string | null): Promise<FriendPage> {
  const { body } = await asked(line, from ? `&start=${encodeURIComponent(from)}` : "");
  return { userIds: (body.userIds ?? []) as string[], next: typeof body.next === "string" ? body.next : null };
}

async function asked(line: LineClient, start: string): Promise<LineAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await line.get(`/v2/bot/followers/ids?limit=${peoplePerPage}${start}`);
    if (answer.status === 200) return answer;
    if (answer.status === 403)
      throw new Conflict(
        "LINEが友だちの一覧を返しません（403）。認証済アカウントかプレミアムアカウントでのみ利用できます。",
      );
    if (attempt === tries || (answer.status >= 400 && answer.status < 429))
      throw new Conflict(
        `LINEから友だちの一覧を取得できませんでした（${answer.status}）。時間をおいてもう一度実行してください。`,
      );
    await sleep((answer.retryAfterSeconds ?? 2 ** (attempt - 1)) * 1000);
  }
}
