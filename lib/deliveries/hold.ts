import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { Actor } from "../actor.ts";
import { pauseBroadcast } from "../broadcasts/handles.ts";
import { Conflict } from "../errors.ts";
import { notify } from "../notices/notify.ts";

/** What LINE's answers can mean that a person must see to. The broadcast pauses, staff are told. */
export type Cause = { cause: string; title: string; advice: string };

export const notAllowed: Cause = {
  cause: "line.not_allowed",
  title: "LINEが送信を受け付けません（認証エラー）",
  advice: "チャネルアクセストークンと権限を確認し、直ったら配信の画面で「再開する」を押してください。",
};

export const quotaUsedUp: Cause = {
  cause: "line.quota",
  title: "今月の配信可能数を使い切りました",
  advice: "LINE公式アカウントのプランを確認し、増えたら配信の画面で「再開する」を押してください。",
};

export function messagesRefused(broadcastId: string): Cause {
  return {
    cause: `broadcast.refused:${broadcastId}`,
    title: "LINEがメッセージの内容を受け付けません",
    advice: "配信の画面でLINEの返答を確認し、この配信を中止して、内容を直した配信を作ってください。",
  };
}

export function allRefused(broadcastId: string): Cause {
  return {
    cause: `broadcast.refused:${broadcastId}`,
    title: `直近${pile}回の送信がすべてLINEに拒否されました`,
    advice: "配信の画面でLINEの返答を確認し、直ったら「再開する」、内容に問題があれば「中止する」を押してください。",
  };
}

const actor: Actor = { kind: "system", task: "送信" };

/**
 * Pauses and tells, together or not at all. An answer to what was asked before somebody resumed (or paused) it says
 * nothing about now.
 */
export async function hold(db: Db, broadcastId: string, askedAt: Date, cause: Cause): Promise<void> {
  const pausing = db.transaction(async (tx) => {
    const { updatedAt } = broadcasts;
    const [broadcast] = await tx
      .select({ updatedAt })
      .from(broadcasts)
      .where(eq(broadcasts.id, broadcastId))
      .for("update");
    if (!broadcast || broadcast.updatedAt > askedAt) return;
    await pauseBroadcast(tx, actor, broadcastId, cause.title);
    await notify(tx, cause);
  });
  await pausing.catch(alreadyElsewhere);
}

/** So many refusals on end are no longer about single recipients. */
const pile = 30;

export async function refusalsPileUp(db: Db, broadcastId: string): Promise<boolean> {
  const [row] = await db.execute<{ piled: boolean }>(sql`
    select count(*) = ${pile} and bool_and(status = 'rejected') as piled
    from (select status from deliveries where broadcast_id = ${broadcastId} and finished_at is not null
      order by finished_at desc limit ${pile}) as latest`);
  return row!.piled;
}

function alreadyElsewhere(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}
