import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { mails } from "#db/schema/mails.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../errors.ts";
import { openNotices } from "../notices/notify.ts";
import { applyProfile } from "../profile/apply.ts";
import { handleMail } from "./handle.ts";
import { dismissMail, dismissMails, sendHeldMail } from "./held.ts";
import { receiveMail } from "./receive.ts";
import { guardsFor } from "./schema.ts";
import { listSources, pauseSource, resumeSource, setCityGuards, setSourceDrill, setSourceGuards } from "./sources.ts";
import { mailBehind, mailDetail } from "./status.ts";
import { listHeld } from "./waiting.ts";

const staff: Actor = { kind: "staff", id: "1", name: "防災課", permissions: everywhere("send"), department: null };
const topics = {
  key: "topics",
  kind: "grid",
  label: "知りたい情報",
  rows: [{ key: "crime", label: "防犯" }],
  columns: [{ key: "aoba", label: "青葉区" }],
};
const route = {
  kind: "route",
  question: "topics",
  row: "crime",
  columns: { labels: ["エリア"], whenMissing: "hold", whenUnknown: "hold" },
};

let database: TestDatabase;
const db = () => database.client.db;

beforeAll(async () => {
  database = await createTestDatabase();
  await applyProfile(
    db(),
    { kind: "system", task: "test" },
    {
      version: 1,
      city: { name: "仙台市" },
      questions: [topics],
      segments: [{ key: "all-aoba", name: "青葉区", rule: { question: "topics", row: "crime", anyOf: ["aoba"] } }],
      mail: {
        guards: { sameContentMinutes: 60 },
        rules: [
          {
            key: "routed",
            name: "地域",
            source: "県警",
            when: { field: "subject", contains: "防犯" },
            audience: route,
          },
          {
            key: "plain",
            name: "全員",
            source: "県警",
            when: { field: "from", contains: "@" },
            audience: { kind: "everyone" },
          },
        ],
      },
    },
  );
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate mails, broadcasts, deliveries, notices, mail_sources cascade`;
});

async function arrive(text: string, subject = "news"): Promise<string> {
  const head = `From: a@b.example\r\nSubject: =?UTF-8?B?${Buffer.from(subject).toString("base64")}?=\r\nMessage-ID: <${randomUUID()}@b>`;
  const raw = Buffer.from(`${head}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`).toString("base64");
  const { id } = await receiveMail(db(), { raw });
  await handleMail(db(), id);
  return id;
}

async function stateOf(id: string) {
  const [mail] = await db().select().from(mails).where(eq(mails.id, id));
  return mail!;
}

async function lastBroadcast() {
  const [broadcast] = await db().select().from(broadcasts).orderBy(desc(broadcasts.createdAt)).limit(1);
  return broadcast;
}

const causes = async () => (await openNotices(db(), staff)).map(({ cause }) => cause);

describe("a source", () => {
  it("is paused and resumed by those who may send; slips in the name pause nothing", async () => {
    await expect(pauseSource(db(), { ...staff, permissions: everywhere("edit") }, { name: "県警" })).rejects.toThrow(
      Forbidden,
    );
    await expect(pauseSource(db(), staff, { name: "県刑" })).rejects.toThrow(NotFound);
    await expect(pauseSource(db(), staff, { name: " " })).rejects.toThrow(Invalid);
    for (const name of ["plain", "全員", "県 警", "A@B.example"]) {
      const { name: paused } = await pauseSource(db(), staff, { name });
      expect(paused).toBe(name.includes("@") ? "a@b.example" : "県警");
      await resumeSource(db(), staff, { name });
    }
    await pauseSource(db(), staff, { name: "県警", reason: "保守作業" });
    const paused = await arrive("一");
    expect(await stateOf(paused)).toMatchObject({ state: "held", heldBy: "paused" });
    expect((await stateOf(paused)).reason).toContain("保守作業");
    expect(await listSources(db(), staff)).toMatchObject([
      { name: "県警", pausedReason: "保守作業", held: 1, drill: false },
    ]);
    await resumeSource(db(), staff, { name: "県警" });
    expect((await stateOf(await arrive("二"))).state).toBe("forwarded");
    expect((await stateOf(paused)).state).toBe("held");
    const actions = await database.client.sql`select action from activities`;
    expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(["source.pause", "source.resume"]));
  });

  it("in a drill reaches test recipients only, marked, and leaves real mails their way", async () => {
    await setSourceDrill(db(), staff, { name: "県警", on: true });
    const drill = await arrive("これは訓練です。");
    expect(await stateOf(drill)).toMatchObject({ state: "forwarded", drill: true, lane: "test" });
    const broadcast = await lastBroadcast();
    expect(broadcast).toMatchObject({ audience: { kind: "test" }, lane: "test", title: "【訓練】news" });
    expect((broadcast!.messages as { text: string }[])[0]!.text).toBe("【訓練】\nnews\n\nこれは訓練です。");
    await setSourceDrill(db(), staff, { name: "県警", on: false });
    expect((await stateOf(await arrive("本物"))).drill).toBe(false);
    expect((await lastBroadcast())!.audience).toEqual({ kind: "everyone" });
  });

  it("what was held in a drill stays a drill when it is sent later, whatever audience is asked for", async () => {
    await setSourceDrill(db(), staff, { name: "県警", on: true });
    const held = await arrive("場所の分からない防犯情報", "防犯");
    expect((await stateOf(held)).state).toBe("held");
    await setSourceDrill(db(), staff, { name: "県警", on: false });
    await expect(sendHeldMail(db(), staff, held, { audience: { kind: "everyone" } })).rejects.toThrow(Conflict);
    expect((await stateOf(held)).state).toBe("held");
    await sendHeldMail(db(), staff, held);
    expect(await lastBroadcast()).toMatchObject({ audience: { kind: "test" } });
  });
});

describe("a source's own limits", () => {
  it("hold over the city's, give way to the rule's, and are the city's again when they are taken back", async () => {
    await setSourceGuards(db(), staff, { name: "県警", guards: { sameContentMinutes: 0, testWords: ["おためし"] } });
    await arrive("同じ文面");
    expect((await stateOf(await arrive("同じ文面"))).state).toBe("forwarded");
    expect(await stateOf(await arrive("おためしです"))).toMatchObject({ state: "held", heldBy: "test" });
    expect((await listSources(db(), staff))[0]!.guards).toEqual({ sameContentMinutes: 0, testWords: ["おためし"] });
    await setSourceGuards(db(), staff, { name: "県警", guards: null });
    expect((await listSources(db(), staff))[0]!.guards).toBeNull();
    expect(await stateOf(await arrive("同じ文面"))).toMatchObject({ state: "held", heldBy: "repeat" });
    const own = { sameContentMinutes: 0 };
    expect(guardsFor({ sameContentMinutes: 60 }, { sameContentMinutes: 30 }, { guards: own }).sameContentMinutes).toBe(
      0,
    );
    await setCityGuards(db(), staff, { guards: { testWords: ["おためし"] } });
    expect(await stateOf(await arrive("おためしです"))).toMatchObject({ state: "held", heldBy: "test" });
    await setCityGuards(db(), staff, { guards: { sameContentMinutes: 60 } });
    const wrong = setSourceGuards(db(), staff, { name: "県警", guards: { maxAgeHours: 0 } });
    await expect(wrong).rejects.toThrow(/0より大きい/);
  });
});

describe("a held mail", () => {
  it("goes to the audience that staff choose where its own words led to none", async () => {
    const held = await arrive("エリア：火星", "防犯");
    await expect(sendHeldMail(db(), staff, held)).rejects.toThrow(Conflict);
    await expect(sendHeldMail(db(), staff, held, { audience: { kind: "segment", key: "none" } })).rejects.toThrow(
      Invalid,
    );
    expect(await stateOf(held)).toMatchObject({ state: "held", heldBy: "rule" });
    await sendHeldMail(db(), staff, held, { audience: { kind: "segment", key: "all-aoba" } });
    expect(await lastBroadcast()).toMatchObject({ audience: { kind: "segment", key: "all-aoba" }, source: "mail" });
    const { reading, broadcastId } = await mailDetail(db(), staff, held);
    expect(broadcastId).toBe((await lastBroadcast())!.id);
    expect(await mailBehind(db(), staff, broadcastId!)).toBe(held);
    expect(await mailBehind(db(), staff, randomUUID())).toBeNull();
    expect(reading?.trace.at(-1)).toMatchObject({ step: "職員の判断", outcome: "配信" });
    await expect(sendHeldMail(db(), staff, held)).rejects.toThrow(Conflict);
  });

  it("is told of once per cause, and anew once nothing waited any more", async () => {
    const [one, two] = [await arrive("エリア：火星", "防犯"), await arrive("エリア：金星", "防犯")];
    expect(await causes()).toEqual(["mail.held:rule:県警"]);
    await dismissMail(db(), staff, one, { reason: "誤報" });
    expect(await causes()).toHaveLength(1);
    await dismissMail(db(), staff, two);
    expect(await causes()).toEqual([]);
    await arrive("エリア：木星", "防犯");
    expect(await causes()).toEqual(["mail.held:rule:県警"]);
    await expect(dismissMail(db(), staff, one)).rejects.toThrow(Conflict);
    await expect(dismissMail(db(), staff, "nonsense")).rejects.toThrow(NotFound);
  });

  it("stands in a list by cause, what may be genuine first; those of one cause are let go at once, each recorded", async () => {
    await pauseSource(db(), staff, { name: "県警", reason: "保守" });
    const flood = [await arrive("一"), await arrive("二"), await arrive("三")];
    await resumeSource(db(), staff, { name: "県警" });
    const doubtful = await arrive("エリア：火星", "防犯");
    const { causes: waiting, total } = await listHeld(db(), { ...staff, permissions: everywhere("view") });
    expect(total).toBe(4);
    expect(waiting.map(({ source, heldBy, mails }) => [source, heldBy, mails.map(({ id }) => id)])).toEqual([
      ["県警", "rule", [doubtful]],
      ["県警", "paused", flood.toReversed()],
    ]);
    expect(waiting[0]!.mails[0]).toMatchObject({ audience: null, people: null });
    expect(waiting[1]!.mails[0]).toMatchObject({ audience: { kind: "everyone" }, people: expect.any(Number) });

    await dismissMail(db(), staff, flood[0]!);
    expect(await dismissMails(db(), staff, { ids: [...flood, randomUUID()] })).toBe(2);
    for (const id of flood) expect((await stateOf(id)).state).toBe("dismissed");
    expect((await stateOf(doubtful)).state).toBe("held");
    expect(await causes()).toEqual(["mail.held:rule:県警"]);
    await expect(dismissMails(db(), staff, { ids: [] })).rejects.toThrow(Invalid);
  });

  it("sent by a person keeps the same text from going a second time by itself", async () => {
    await pauseSource(db(), staff, { name: "県警" });
    const held = await arrive("同じ文面");
    await resumeSource(db(), staff, { name: "県警" });
    await sendHeldMail(db(), staff, held);
    expect(await stateOf(await arrive("同じ文面"))).toMatchObject({ state: "held", heldBy: "repeat" });
  });
});
