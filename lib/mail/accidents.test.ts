import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { mails } from "#db/schema/mails.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Actor } from "../actor.ts";
import { switchSendingOff, switchSendingOn } from "../broadcasts/kill-switch.ts";
import { openNotices } from "../notices/notify.ts";
import { applyProfile } from "../profile/apply.ts";
import { handleMail } from "./handle.ts";
import { receiveMail } from "./receive.ts";

const system: Actor = { kind: "system", task: "test" };
const police = "police@pref.example";
const town = "bousai@city.example";

/** Real accidents of Japanese towns, replayed: nothing wrong is sent, one notice, the genuine mail goes. */
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await applyProfile(database.client.db, system, {
    version: 1,
    city: { name: "仙台市" },
    questions: [],
    mail: {
      guards: { burst: { mails: 10, minutes: 10 }, sameContentMinutes: 60 },
      rules: [
        {
          key: "police",
          name: "防犯",
          source: "県警",
          when: {
            all: [{ field: "from", equals: police }, { not: { field: "dmarc", equals: "fail" } }],
          },
          audience: { kind: "everyone" },
        },
        {
          key: "town",
          name: "防災",
          when: { field: "from", equals: town },
          audience: { kind: "everyone" },
          lane: "urgent",
        },
      ],
    },
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client
    .sql`truncate mails, broadcasts, deliveries, notices, mail_sources, graphile_worker._private_jobs cascade`;
});

type Written = { from?: string; subject?: string; text?: string; minutesAgo?: number; id?: string; head?: string[] };

function written({
  from = police,
  subject = "不審者情報",
  text = "本文",
  minutesAgo = 0,
  id,
  head = [],
}: Written): string {
  const lines = [
    ...head,
    `From: ${from}`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString("base64")}?=`,
    `Date: ${new Date(Date.now() - minutesAgo * 60_000).toUTCString()}`,
    ...(id === "" ? [] : [`Message-ID: ${id ?? `<${randomUUID()}@pref.example>`}`]),
    "Content-Type: text/plain; charset=utf-8",
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}`).toString("base64");
}

async function receive(mail: Written, more: object = {}): Promise<string> {
  return (await receiveMail(database.client.db, { raw: written(mail), ...more })).id;
}

/** Eight hands at once, as workers are. */
async function handleAll(ids: string[]): Promise<void> {
  const waiting = [...ids];
  const hand = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await handleMail(database.client.db, id);
  };
  await Promise.all(Array.from({ length: 8 }, hand));
}

async function arrive(...written: Written[]): Promise<string[]> {
  const ids: string[] = [];
  for (const mail of written) ids.push(await receive(mail));
  await handleAll(ids);
  return ids;
}

async function states(): Promise<Record<string, number>> {
  const rows = await database.client.sql`select state, count(*)::int as count from mails group by state`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

async function stateOf(id: string) {
  const [mail] = await database.client.db.select().from(mails).where(eq(mails.id, id));
  return mail!;
}

const sent = () => database.client.db.select().from(broadcasts).orderBy(broadcasts.createdAt);
const textsSent = async () => (await sent()).map(({ messages }) => (messages as { text: string }[])[0]!.text);
const told = async () => (await openNotices(database.client.db, system)).map(({ cause, count }) => ({ cause, count }));
const many = (count: number, mail: (at: number) => Written) => Array.from({ length: count }, (_, at) => mail(at));

describe("a replay at one in the morning (舟形町)", () => {
  it("40 old mails in a minute are held with one notice, and the genuine one among them goes", async () => {
    const old = many(40, (at) => ({ text: `古い情報 ${at}`, minutesAgo: 60 * 24 * (at + 1) }));
    await arrive(...old.slice(0, 20), { text: "今日の情報" }, ...old.slice(20));
    expect(await states()).toEqual({ held: 40, forwarded: 1 });
    expect(await textsSent()).toEqual(["不審者情報\n\n今日の情報"]);
    expect(await told()).toEqual([{ cause: "mail.held:old:県警", count: 40 }]);
  });

  it("the same storm with fresh dates stops at the tenth, for as long as it lasts, and other sources go on", async () => {
    await arrive(...many(40, (at) => ({ text: `古い情報 ${at}` })));
    expect(await states()).toEqual({ held: 30, forwarded: 10 });
    await arrive({ text: "まだ続く" }, { from: town, subject: "避難指示", text: "本物" });
    expect(await states()).toEqual({ held: 31, forwarded: 11 });
    expect(await told()).toEqual([{ cause: "mail.held:burst:県警", count: 31 }]);
  });
});

describe("31 contradictory alerts (気仙沼市)", () => {
  it("what contradicts the first is held; what speaks of neither still goes", async () => {
    const kinds = ["大雪警報", "洪水警報", "高潮警報"];
    const [first] = await arrive({ from: town, subject: "大雪警報", text: "第0報" });
    await arrive(...many(30, (at) => ({ from: town, subject: kinds[(at % 2) + 1]!, text: `第${at + 1}報` })));
    await arrive({ from: town, subject: "給水所のお知らせ", text: "本物" });
    expect((await stateOf(first!)).state).toBe("forwarded");
    expect(await states()).toEqual({ forwarded: 2, held: 30 });
    expect(await told()).toEqual([{ cause: `mail.held:clash:${town}`, count: 30 }]);
  });
});

describe("vendor tests and drills (高岡市, 玄海町)", () => {
  it("test texts and drills are held, the real order goes, also when it says that it is none", async () => {
    await arrive(
      { from: town, subject: "大規模テロ情報", text: "大規模テロが発生しました。（これはテストです）" },
      { from: town, subject: "避難指示", text: "これは訓練です。避難してください。" },
      { from: town, subject: "避難指示", text: "これは訓練ではありません。避難してください。" },
    );
    expect(await textsSent()).toEqual(["避難指示\n\nこれは訓練ではありません。避難してください。"]);
    expect(await states()).toEqual({ held: 2, forwarded: 1 });
    expect((await told()).map(({ cause }) => cause).toSorted()).toEqual([
      `mail.held:drill:${town}`,
      `mail.held:test:${town}`,
    ]);
  });
});

describe("bounces and forgers", () => {
  it("a storm of bounces sends nothing and is told once; the genuine mail goes", async () => {
    const bounces = many(60, (at) => ({ from: "MAILER-DAEMON@mx.example", subject: "Undelivered", text: `${at}` }));
    await arrive(...bounces.slice(0, 30), { text: "本物" }, ...bounces.slice(30));
    expect(await states()).toEqual({ refused: 60, forwarded: 1 });
    expect((await told()).map(({ cause }) => cause)).toEqual(["mail.refused"]);
  });

  it("a forged sender is not believed, and staff hear of it once", async () => {
    const forged = [];
    for (const text of ["偽1", "偽2"]) forged.push(await receive({ text }, { auth: { dmarc: "fail" } }));
    const genuine = await receive({ text: "本物" }, { auth: { dmarc: "pass" } });
    await handleAll([...forged, genuine]);
    expect(await textsSent()).toEqual(["不審者情報\n\n本物"]);
    expect((await stateOf(forged[0]!)).reason).toContain("なりすまし");
    expect(await told()).toEqual([{ cause: "mail.forged:police", count: 2 }]);
  });
});

describe("the same mail again", () => {
  it("by two relays, handled at once, is sent once", async () => {
    for (let round = 0; round < 10; round++) {
      const mail = { id: `<relay-${round}@pref.example>`, text: `第${round}報` };
      const ids = [
        await receive(mail),
        await receive({ ...mail, text: `第${round}報\r\n\r\n`, head: ["Received: by relay2"] }),
      ];
      await handleAll(ids);
      const outcome = (await Promise.all(ids.map(stateOf))).map(({ state }) => state).toSorted();
      expect(outcome).toEqual(["duplicate", "forwarded"]);
    }
    expect(await sent()).toHaveLength(10);
  });

  it("under another Message-ID, handled at once, is sent once and the other waits", async () => {
    await arrive(...many(8, () => ({ text: "同じ文面" })));
    expect(await states()).toEqual({ forwarded: 1, held: 7 });
    expect(await told()).toEqual([{ cause: "mail.held:repeat:県警", count: 7 }]);
  });

  it("by relays that give it numbers of their own, or none, is sent once, also where a city allows repetitions", async () => {
    const mail = { from: town, subject: "避難指示", text: "同じ文面", minutesAgo: 1 };
    const [date] = /Date:.*/.exec(Buffer.from(written(mail), "base64").toString())!;
    const relayed = (id: string, from: string) => ({ ...mail, id, head: [from, date!] });
    await arrive(relayed("", "Received: by a"), relayed("", "Received: by b"), relayed("", "Received: by c"));
    expect(await states()).toEqual({ forwarded: 1, duplicate: 2 });
    await arrive(relayed("<d@d.example>", "Received: by d"));
    expect(await states()).toEqual({ forwarded: 1, duplicate: 3 });
    const other = { ...mail, text: "別の文面", head: [date!] };
    await arrive({ ...other, id: "<1@e.example>" }, { ...other, id: "<1@f.example>" });
    expect(await states()).toEqual({ forwarded: 2, duplicate: 3, held: 1 });
  });

  it("that came without proof by one relay is sent when another brings the proof", async () => {
    const mail = { id: "<proof@pref.example>", text: "本物" };
    const unproven = await receive(mail, { auth: { dmarc: "fail" } });
    const proven = await receive({ ...mail, text: "本物\r\n" }, { auth: { dmarc: "pass" } });
    await handleAll([unproven]);
    await handleAll([proven]);
    expect([(await stateOf(unproven)).state, (await stateOf(proven)).state]).toEqual(["unmatched", "forwarded"]);
  });

  it("with other content under the same Message-ID waits for a person, with what it would send", async () => {
    const id = "<one@pref.example>";
    await arrive({ id, text: "青葉区" });
    const [other] = await arrive({ id, text: "泉区" });
    expect(await stateOf(other!)).toMatchObject({ state: "held", heldBy: "twin", rule: "police" });
    expect(await sent()).toHaveLength(1);
  });
});

describe("two workers at once", () => {
  it("let no more through than the burst guard allows, whoever is quicker", async () => {
    await arrive(...many(25, (at) => ({ text: `${at}` })));
    expect(await states()).toEqual({ forwarded: 10, held: 15 });
  });

  it("handle one mail once", async () => {
    const id = await receive({ text: "一度だけ" });
    await Promise.all([id, id, id, id].map((each) => handleMail(database.client.db, each)));
    expect(await sent()).toHaveLength(1);
  });
});

describe("the kill switch", () => {
  it("holds what arrives while sending is off, and lets the next go", async () => {
    await switchSendingOff(database.client.db, system);
    await arrive({ text: "停止中" });
    await switchSendingOn(database.client.db, system);
    await arrive({ text: "再開後" });
    expect(await textsSent()).toEqual(["不審者情報\n\n再開後"]);
    expect(await told()).toEqual([{ cause: "mail.held:off:県警", count: 1 }]);
  });
});
