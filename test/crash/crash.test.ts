import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { composeBroadcast } from "#lib/broadcasts/compose.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { receiveWebhook } from "#lib/events/receive.ts";
import { receiveMail } from "#lib/mail/receive.ts";
import { applyProfile } from "#lib/profile/apply.ts";
import { messageKeyOf } from "#sandbox/control.ts";
import { mailSiege } from "./mails.ts";
import { besiege } from "./siege.ts";
import { openStage, type Stage } from "./stage.ts";

const actor = { kind: "system", task: "crash" } as const;
let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function broadcast({ db }: Stage, text: string): Promise<string> {
  const messages = [{ type: "text", text }];
  const input = { title: text, messages, audience: { kind: "registered" } };
  const { id } = await composeBroadcast(db, actor, input, { source: "staff" });
  await scheduleBroadcast(db, actor, id);
  return id;
}

async function until(holds: () => Promise<boolean>, ms: number, what: string): Promise<number> {
  const begun = performance.now();
  while (!(await holds())) {
    if (performance.now() - begun > ms) throw new Error(`not within ${ms} ms: ${what}`);
    await sleep(20);
  }
  return performance.now() - begun;
}

async function isSent({ sql }: Stage, id: string): Promise<boolean> {
  return (await sql`select 1 from broadcasts where id = ${id} and status = 'sent'`).length > 0;
}

async function check({ sql, control, followers }: Stage, id: string) {
  const [said] = await sql`select messages, aggregation_unit as unit from broadcasts where id = ${id}`;
  const rows = await sql<{ recipients: string[] }[]>`select recipients from deliveries where broadcast_id = ${id}`;
  const people = rows.flatMap((row) => row.recipients);
  const { missingCount, doubledCount } = await control.checkAudience(messageKeyOf(said!.messages, said!.unit), people);
  const { violationCount } = await control.ledger();
  return { lost: missingCount + (followers - people.length), doubled: doubledCount, keysReused: violationCount };
}

const clean = { lost: 0, doubled: 0, keysReused: 0 };

describe("whatever breaks, everybody has it exactly once", () => {
  it("ten kills with PostgreSQL restarting and LINE failing between them", { timeout: 180_000 }, async () => {
    const result = await besiege({ kills: 10, followers: 15_000, seed: 20_261_121 });
    const { lost, doubled, strangers, keysReused, unfinished } = result;
    expect({ lost, doubled, strangers, keysReused, unfinished }).toEqual({
      ...clean,
      strangers: 0,
      unfinished: 0,
    });
    expect(result.kills).toBe(10);
  });
});

describe("a standby takes over within two seconds", () => {
  it.each(["SIGKILL", "SIGSTOP"] as const)("of %s", { timeout: 60_000 }, async (signal) => {
    stage = await openStage({ followers: 30_000, sendRate: 20 });
    const leader = stage.startWorker();
    await until(async () => leader.leadsSince() > 0, 10_000, "a leader");
    const standby = stage.startWorker();
    await until(async () => performance.now() - standby.startedAt() > 700, 15_000, "a standby that waits for its turn");
    const id = await broadcast(stage, "引き継ぎ");
    await until(async () => (await stage!.control.ledger({ brief: true })).acceptedRequests > 8, 10_000, "sending");
    const struckAt = performance.now();
    await (signal === "SIGSTOP" ? leader.kill(signal) : stage.dismiss(leader, signal));
    await until(async () => standby.leadsSince() > 0, 10_000, "a new leader");
    expect(standby.leadsSince() - struckAt).toBeLessThan(2000);
    if (signal === "SIGSTOP") await leader.kill("SIGCONT");
    await until(() => isSent(stage!, id), 20_000, "the end");
    expect(await check(stage, id)).toEqual(clean);
  });
});

it("a worker outlives three restarts of PostgreSQL under its hands", { timeout: 90_000 }, async () => {
  stage = await openStage({ followers: 30_000, sendRate: 20 });
  const worker = stage.startWorker();
  await until(async () => worker.leadsSince() > 0, 10_000, "a leader");
  await applyProfile(stage.db, actor, JSON.parse(await readFile("profiles/sendai.json", "utf8")));
  const id = await broadcast(stage, "再起動");
  for (let round = 1; round <= 3; round++) {
    const mail = await stage.patiently(() => receiveMail(stage!.db, { raw: mailNumber(round) }));
    await stage.restartPostgres();
    const handled = () =>
      stage!.patiently(
        async () => (await stage!.sql`select 1 from mails where id = ${mail.id} and state <> 'received'`).length > 0,
      );
    await until(handled, 15_000, "the mail handled");
  }
  await until(() => stage!.patiently(() => isSent(stage!, id)), 30_000, "the end");
  expect(await check(stage, id)).toEqual(clean);
  expect(worker.isAlive()).toBe(true);
});

describe("kill -9 three times in a broadcast to 100,000", () => {
  it("everybody has it once; mail and webhook taken in meanwhile are handled in 5 s", {
    timeout: 120_000,
  }, async () => {
    stage = await openStage({ followers: 100_000, sendRate: 60 });
    const { db, sql, control } = stage;
    await applyProfile(db, actor, JSON.parse(await readFile("profiles/sendai.json", "utf8")));
    let worker = stage.startWorker();
    const id = await broadcast(stage, "十万人へ");
    for (let round = 1; round <= 3; round++) {
      const before = round * 40;
      await until(async () => (await control.ledger({ brief: true })).acceptedRequests > before, 15_000, "sending");
      const [mail] = await Promise.all([
        receiveMail(db, { raw: mailNumber(round) }),
        receiveWebhook(db, eventNumber(round), "s"),
      ]);
      await stage.dismiss(worker);
      worker = stage.startWorker();
      await until(async () => worker.startedAt() > 0, 20_000, "the restart"); // how long Node takes is the machine's load
      const handled = async () =>
        (
          await sql`
        select 1 from mails, events where mails.id = ${mail!.id} and mails.state <> 'received'
          and events.webhook_event_id = ${`event-${round}`} and events.state <> 'received'`
        ).length > 0;
      expect(await until(handled, 5000, "mail and webhook handled")).toBeLessThan(5000);
    }
    await until(() => isSent(stage!, id), 30_000, "the end");
    expect(await check(stage, id)).toEqual(clean);
  });
});

describe("150 mails at once, while API, worker and gateway are killed", () => {
  it("each that was taken is stored, each that matched is sent once", { timeout: 300_000 }, async () => {
    const { lost, unsent, doubled, unasked, unfinished, kills } = await mailSiege({ mails: 150, kills: 6, seed: 6 });
    const whole = { lost: 0, unsent: 0, doubled: 0, unasked: 0, unfinished: 0 };
    expect({ lost, unsent, doubled, unasked, unfinished }).toEqual(whole);
    expect(kills).toEqual({ web: 2, worker: 2, gateway: 2 });
  });
});

function mailNumber(round: number): string {
  const lines = ["From: a@example.jp", "Subject: test", `Message-ID: <${round}@example.jp>`, "", `body ${round}`];
  return Buffer.from(lines.join("\r\n")).toString("base64");
}

function eventNumber(round: number): Buffer {
  const source = { type: "user", userId: `U${"0".repeat(32)}` };
  const event = { type: "unfollow", webhookEventId: `event-${round}`, timestamp: Date.now(), mode: "active", source };
  return Buffer.from(JSON.stringify({ destination: "U", events: [event] }));
}
