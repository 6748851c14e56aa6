import { and, eq, gt, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { now } from "../clock.ts";
import { closeNotice } from "../notices/close.ts";
import { notify } from "../notices/notify.ts";
import type { Verdict } from "./judge.ts";

/** Staff hear once per cause: of what waits for them, of forgers, and of storms of bounces. */
export async function tellOf(tx: Db, verdict: Verdict): Promise<void> {
  if (verdict.state === "hold") await notify(tx, heldNotice(verdict));
  if (verdict.forged) await notify(tx, forgedNotice(verdict.forged, verdict.reason ?? ""));
  if (verdict.state === "refused" && (await refusedLately(tx)) >= stormOf) await notify(tx, stormNotice);
}

/** Once nothing waits for this cause any more, its notice is over: the next mail is told anew. */
export async function closeIfNothingWaits(tx: Db, source: string | null, heldBy: string | null): Promise<void> {
  const same = and(
    eq(mails.state, "held"),
    sql`${mails.source} is not distinct from ${source}`,
    sql`${mails.heldBy} is not distinct from ${heldBy}`,
  );
  if ((await tx.$count(mails, same)) === 0) await closeNotice(tx, causeOf(source, heldBy));
}

function causeOf(source: string | null | undefined, heldBy: string | null | undefined): string {
  return `mail.held:${heldBy ?? "rule"}:${source ?? ""}`;
}

const titles: Record<string, string> = {
  off: "自動配信の停止中のため、受信メールを保留しています",
  paused: "一時停止中の発信元から届いたメールを保留しています",
  old: "古いメールが届いたため、保留しています",
  future: "日時が未来のメールが届いたため、保留しています",
  drill: "訓練と思われるメールを保留しています",
  test: "テストと思われるメールを保留しています",
  repeat: "同じ内容のメールがもう一度届いたため、保留しています",
  clash: "矛盾する内容のメールが続いたため、保留しています",
  burst: "短い時間に多くのメールが届いたため、自動配信を止めて保留しています",
  twin: "同じ番号で内容の違うメールが届いたため、保留しています",
};

function heldNotice({ source, heldBy, reason }: Verdict) {
  return {
    cause: causeOf(source, heldBy),
    title: `${titles[heldBy ?? ""] ?? "受信メールが保留されています"}（${source.slice(0, 100)}）`,
    advice: `「保留」で内容を確認し、配信するか見送るかを選んでください。（${reason ?? ""}）`,
  };
}

function forgedNotice(rule: string, reason: string) {
  return {
    cause: `mail.forged:${rule}`,
    title: "送信元を確認できないメールが届いたため、配信していません",
    advice: `${reason}「受信メール」で内容を確認してください。本物であれば、送信元か中継の設定を見直してください。`,
  };
}

const stormOf = 20;
const stormMinutes = 10;

async function refusedLately(tx: Db): Promise<number> {
  const from = new Date(now().getTime() - stormMinutes * 60_000);
  return tx.$count(mails, and(gt(mails.receivedAt, from), eq(mails.state, "refused")));
}

const stormNotice = {
  cause: "mail.refused",
  title: "配信エラーの通知や自動返信が大量に届いています",
  advice:
    "住民には配信していません。「受信メール」で届いているメールを確認し、続くときは送信元かメール設定を見直してください。",
};
