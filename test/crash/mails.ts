import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { applyProfile } from "#lib/profile/apply.ts";
import { freePort } from "#scripts/ports.ts";
import { ensureBuild } from "#scripts/start/build.ts";
import { testEnvironment } from "#test/environment.ts";
import type { Actor } from "./processes.ts";
import { randomOf } from "./random.ts";
import { openStage, type Stage } from "./stage.ts";

export type MailSiegeOptions = { mails: number; kills: number; seed: number; followers?: number };

export type MailSiege = {
  seed: number;
  mails: number;
  kills: Record<Victim, number>;
  /** Attempts that the senders had to repeat. */
  repeated: number;
  /** Answered 2xx or 250, and not in the database. */
  lost: number;
  /** Matched, and not sent to everybody. */
  unsent: number;
  /** Matched, and sent to somebody more than once. */
  doubled: number;
  /** Not matched, and sent nevertheless. */
  unasked: number;
  unfinished: number;
};

/** Nothing was lost, nothing was sent twice. */
export function isWhole({ lost, unsent, doubled, unasked, unfinished }: MailSiege): boolean {
  return lost + unsent + doubled + unasked + unfinished === 0;
}

type Victim = "web" | "worker" | "gateway";
const victims: Victim[] = ["web", "worker", "gateway"];
const patienceMs = 180_000;
const sendersAtOnce = 40;

/**
 * Many mails at once, every other one by SMTP, their senders as stubborn as mail servers are; meanwhile API, worker and
 * gateway are killed in turn. Then what was promised is compared with the database, and what was sent with LINE's ledger.
 */
export async function mailSiege({ mails, kills, seed, followers = 700 }: MailSiegeOptions): Promise<MailSiege> {
  await ensureBuild();
  const stage = await openStage({ followers, sendRate: 195 });
  const ports = { web: await freePort(), gateway: await freePort() };
  try {
    await applyProfile(stage.db, { kind: "system", task: "crash" }, profile);
    const house = await openHouse(stage, ports);
    const struck = { web: 0, worker: 0, gateway: 0 };
    const sending = sendAll(mails, ports);
    const random = randomOf(seed);
    for (let turn = 0; turn < kills; turn++) {
      await sleep(300 + random.below(700));
      const victim = victims[turn % victims.length]!;
      await house.strike(victim);
      struck[victim] += 1;
    }
    const { ids, repeated } = await sending;
    const unfinished = await untilQuiet(stage);
    return { seed, mails, kills: struck, repeated, unfinished, ...(await compare(stage, ids)) };
  } finally {
    await stage.close();
  }
}

const profile = {
  version: 1,
  city: { name: "仙台市" },
  questions: [],
  mail: {
    guards: { burst: { mails: 1_000_000, minutes: 10 } },
    rules: [
      { key: "crime", name: "防犯", when: { field: "subject", contains: "防犯" }, audience: { kind: "registered" } },
    ],
  },
};

type Ports = { web: number; gateway: number };

async function openHouse(stage: Stage, ports: Ports) {
  const url = `http://127.0.0.1:${ports.web}`;
  const web = () => stage.startDoor(["web"], { PORT: String(ports.web), PUBLIC_URL: url }, "web started");
  const gateway = () =>
    stage.startDoor(["mail-gateway", "--port", String(ports.gateway), "--api", url], { MAIL_PROOF: "0" }, "smtp://");
  const doors: Record<"web" | "gateway", Actor> = { web: await web(), gateway: await gateway() };
  let worker = stage.startWorker();
  return { strike };

  /** Dead at once; another takes its place. */
  async function strike(victim: Victim): Promise<void> {
    if (victim === "worker") {
      await stage.dismiss(worker);
      worker = stage.startWorker();
      return;
    }
    await stage.dismissDoor(doors[victim]);
    doors[victim] = await (victim === "web" ? web() : gateway());
  }
}

/** Three in four are for residents; each says its number, so that LINE's ledger can be read. */
function isMatched(number: number): boolean {
  return number % 4 !== 0;
}

function mailNumber(number: number): Buffer {
  const subject = Buffer.from(`【${number}】${isMatched(number) ? "防犯情報" : "広告"}`).toString("base64");
  const head = [
    "From: police@pref.example",
    `Subject: =?UTF-8?B?${subject}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${number}@pref.example>`,
    "Content-Type: text/plain; charset=utf-8",
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n第${number}報\r\n`);
}

/** Gives back the id that each mail was promised, by its number. */
async function sendAll(mails: number, ports: Ports): Promise<{ ids: Map<number, string>; repeated: number }> {
  const ids = new Map<number, string>();
  const waiting = Array.from({ length: mails }, (_, at) => ({ number: at + 1, raw: mailNumber(at + 1) }));
  let repeated = 0;
  const sender = async () => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      const { number, raw } = mail;
      for (let tries = 0; !ids.has(number); tries++) {
        if (tries > 0) await sleep(200);
        if (tries > 500) throw new Error(`mail ${number} was never taken`);
        const id = await (number % 2 ? bySmtp(ports.gateway, raw) : byApi(ports.web, raw)).catch(() => null);
        if (id) ids.set(number, id);
        else repeated += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: sendersAtOnce }, sender));
  return { ids, repeated };
}

async function bySmtp(port: number, raw: Buffer): Promise<string | null> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, connectionTimeout: 5000 });
  const envelope = { from: "bounce@pref.example", to: "line@city.example" };
  const { response } = await transport.sendMail({ envelope, raw });
  return /^250 .*Stored as (\S+)/.exec(response)?.[1] ?? null;
}

async function byApi(port: number, raw: Buffer): Promise<string | null> {
  const response = await fetch(`http://127.0.0.1:${port}/api/mail`, {
    method: "POST",
    headers: { authorization: `Bearer ${testEnvironment.MAIL_GATEWAY_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ raw: raw.toString("base64") }),
    signal: AbortSignal.timeout(10_000),
  });
  return response.ok ? ((await response.json()) as { id: string }).id : null;
}

/** How many mails and broadcasts are still on their way when patience ends. */
async function untilQuiet({ sql, patiently }: Stage): Promise<number> {
  for (const end = Date.now() + patienceMs; ; await sleep(100)) {
    const [row] = await patiently(
      () => sql<{ open: number }[]>`
        select (select count(*) from mails where state = 'received')::int
          + (select count(*) from broadcasts where status <> 'sent')::int as open`,
    );
    if (row!.open === 0 || Date.now() > end) return row!.open;
  }
}

async function compare({ sql, control, followers }: Stage, ids: Map<number, string>) {
  const rows = await sql<{ id: string }[]>`select id from mails`;
  const stored = new Set(rows.map(({ id }) => id));
  const { messages } = await control.ledger();
  const counts = { lost: 0, unsent: 0, doubled: 0, unasked: 0 };
  const sentAs = Map.groupBy(messages, ({ preview }) => Number(/^【(\d+)】/.exec(preview)?.[1]));
  for (const [number, id] of ids) {
    const sent = sentAs.get(number) ?? [];
    if (!stored.has(id)) counts.lost += 1;
    if (!isMatched(number)) counts.unasked += sent.length;
    else if (sent.length > 1 || sent.some(({ doubled }) => doubled > 0)) counts.doubled += 1;
    else if (sent[0]?.recipients !== followers) counts.unsent += 1;
  }
  return counts;
}
