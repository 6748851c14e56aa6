import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "#db/client.ts";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { getEnv } from "#lib/env.ts";
import { type MailDetail, mailDetail } from "#lib/mail/status.ts";
import { countAudience } from "#lib/segments/audience.ts";
import { freshen } from "../../samples/freshen.ts";
import { createControl, messageKeyOf } from "../../sandbox/control.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

const folder = "samples/mails";
const patienceMs = 20_000;

export const demoCommands: Command[] = [{ name: "demo", run: () => withDatabase(({ db }) => demo(db)) }];

/** Posts every sample mail as the gateway would and prints what became of it and whom it reached. */
async function demo(db: Db): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
  for (const file of files) {
    const raw = freshen(await readFile(`${folder}/${file}`), new Date());
    const id = await post(raw);
    const mail = await untilHandled(db, id);
    console.log(`\n■ ${file}\n${await report(db, mail)}`);
  }
}

async function post(raw: Buffer): Promise<string> {
  const { publicUrl, mailGatewayToken } = getEnv();
  const response = await fetch(`${publicUrl}/api/mail`, {
    method: "POST",
    headers: { authorization: `Bearer ${mailGatewayToken}`, "content-type": "application/json" },
    body: JSON.stringify({ raw: raw.toString("base64"), auth: { spf: "pass", dkim: "pass", dmarc: "pass" } }),
  });
  const answer = (await response.json()) as { id?: string; message?: string };
  if (!answer.id)
    throw new Error(
      `メールAPIが受け付けませんでした（${response.status} ${answer.message}）。npm start は動いていますか。`,
    );
  return answer.id;
}

async function untilHandled(db: Db, id: string): Promise<MailDetail> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(100)) {
    const mail = await mailDetail(db, operator, id);
    if (mail.state === "received") continue;
    if (!mail.broadcastId || (await isOver(db, mail.broadcastId))) return mail;
  }
  throw new Error("メールの処理が終わりません。worker は動いていますか。");
}

async function isOver(db: Db, broadcastId: string): Promise<boolean> {
  const { status } = await broadcastDetail(db, operator, broadcastId);
  return status !== "scheduled" && status !== "sending";
}

async function report(db: Db, mail: MailDetail): Promise<string> {
  const { reading } = mail;
  const lines = [
    `件名: ${reading?.subject ?? ""}`,
    `結果: ${mail.state}${mail.reason ? `（${mail.reason}）` : ""}`,
    `転送ルール: ${mail.rule ?? "なし"}`,
  ];
  if (!mail.broadcastId || !reading?.audience) return lines.join("\n");
  const people = await countAudience(db, reading.audience);
  return [
    ...lines,
    `配信対象: ${JSON.stringify(reading.audience)} ${people.toLocaleString("ja-JP")}人`,
    `届いた人: ${(await reached(db, mail.broadcastId)).join("、") || "（電話のある住民はいません）"}`,
    `本文:\n${(reading.text ?? "").replace(/^/gm, "  | ")}`,
  ].join("\n");
}

/** The sandbox's ledger knows on which phones LINE accepted this message. */
async function reached(db: Db, broadcastId: string): Promise<string[]> {
  const { sandbox } = getEnv();
  if (!sandbox) return ["（サンドボックスが動いていないため分かりません）"];
  const control = createControl(sandbox.url);
  const { messages, aggregationUnit } = await broadcastDetail(db, operator, broadcastId);
  const key = messageKeyOf(messages, aggregationUnit ?? undefined);
  const { residents } = await control.residents();
  const got = await Promise.all(
    residents.map(async ({ userId }) =>
      (await control.residentLedger(userId)).some((entry) => entry.messageKey === key),
    ),
  );
  return residents.filter((_, index) => got[index]).map((resident) => resident.displayName);
}
