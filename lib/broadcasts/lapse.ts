import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict } from "../errors.ts";
import { notify } from "../notices/notify.ts";
import { move } from "./move.ts";
import { settleSubmission } from "./submission.ts";

const actor: Actor = { kind: "system", task: "配信" };

/** Whose hour passed while they waited for a second person: none is sent, a person decides. */
export async function lapseSubmissions(db: Db): Promise<void> {
  const rows = await db.execute<{ id: string; title: string }>(sql`
    select id, title from broadcasts
    where status = 'awaiting_approval' and scheduled_for <= ${now().toISOString()}::timestamptz`);
  for (const { id, title } of rows) await lapse(db, id, title).catch(decidedMeanwhile);
}

async function lapse(db: Db, id: string, title: string): Promise<void> {
  await db.transaction(async (tx) => {
    await move(tx, actor, id, { to: "draft", from: ["awaiting_approval"] }, { scheduledFor: null });
    await settleSubmission(tx, actor, id, { decision: "lapsed" });
    await notify(tx, {
      cause: `broadcast.late:${id}`,
      title: `承認を待つ間に予定の時刻を過ぎたため「${title}」を配信していません`,
      advice: "「配信」の下書きにあります。今も必要な内容なら日時を決めて申請し直し、不要なら取り消してください。",
    });
  });
}

function decidedMeanwhile(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}
