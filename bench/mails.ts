import { setTimeout as sleep } from "node:timers/promises";
import { stopBroadcast } from "#lib/broadcasts/handles.ts";
import { readSetting, writeSetting } from "#lib/settings/settings.ts";
import { testEnvironment } from "#test/environment.ts";
import { actor, type City, everybody } from "./city.ts";

export type MailTimes = { mails: number; p50: number; p99: number; worst: number };

const patienceMs = 10_000;

/** From the API's 202 for an evacuation order to LINE's acceptance of its first multicast, mail after mail. */
export async function measureMails(city: City, webUrl: string): Promise<{ quiet: MailTimes; busy: MailTimes }> {
  const guards = await readSetting(city.db, "mailGuards");
  await writeSetting(city.db, "mailGuards", { ...guards, burst: { mails: 1_000_000, minutes: 10 } });
  await timesOf(city, webUrl, 5);
  const quiet = await timesOf(city, webUrl, 100);
  const busy = await timesOf(city, webUrl, 40, writeToEverybody(city));
  return { quiet, busy };
}

/** Sees to it that a broadcast to everybody is on its way: small cities are done in a moment. */
function writeToEverybody(city: City): () => Promise<void> {
  let id: string | undefined;
  return async () => {
    if (id && (await city.sql`select 1 from broadcasts where id = ${id} and status = 'sending'`).length > 0) return;
    ({ id } = await city.begin(everybody));
    while ((await city.sql`select 1 from deliveries where broadcast_id = ${id} limit 1`).length === 0) await sleep(2);
  };
}

let reports = 0;

async function timesOf(city: City, webUrl: string, mails: number, before = async () => {}): Promise<MailTimes> {
  const times: number[] = [];
  for (let turn = 0; turn < mails; turn++) {
    await before();
    reports += 1;
    const id = await hand(webUrl, mailNumber(reports));
    const takenAt = Date.now();
    times.push((await firstAcceptance(city, reports)) - takenAt);
    const [mail] = await city.sql`select broadcast_id as broadcast from mails where id = ${id}`;
    await stopBroadcast(city.db, actor, mail!.broadcast).catch(() => undefined);
    await sleep(150);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
  return { mails, p50: at(0.5), p99: at(0.99), worst: at(1) };
}

async function hand(webUrl: string, raw: string): Promise<string> {
  const response = await fetch(`${webUrl}/api/mail`, {
    method: "POST",
    headers: { authorization: `Bearer ${testEnvironment.MAIL_GATEWAY_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ raw: Buffer.from(raw).toString("base64") }),
  });
  if (response.status !== 202) throw new Error(`the mail API answered ${response.status}`);
  return ((await response.json()) as { id: string }).id;
}

/** By LINE's own ledger: when it took the first request that says so. */
async function firstAcceptance({ control }: City, report: number): Promise<number> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(50)) {
    const { messages } = await control.ledger({ brief: true });
    const found = messages.find(({ preview }) => preview.includes(`第${report}報`));
    if (found) return found.firstAcceptedAt;
  }
  throw new Error(`report ${report} was never sent`);
}

function mailNumber(report: number): string {
  const head = [
    "From: bousai@city.sendai.example",
    `Subject: =?UTF-8?B?${Buffer.from(`【第${report}報】避難指示`).toString("base64")}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <bench-${report}@city.sendai.example>`,
    "Content-Type: text/plain; charset=utf-8",
  ];
  return `${head.join("\r\n")}\r\n\r\n第${report}報\r\n対象区：宮城野区、若林区\r\n避難してください。\r\n`;
}
