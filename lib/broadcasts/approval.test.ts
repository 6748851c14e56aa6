import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { departments } from "#db/schema/staff.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, type Department, everywhere, type Permissions } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../errors.ts";
import { openNotices } from "../notices/notify.ts";
import { setApproval } from "../settings/approval.ts";
import { writeSetting } from "../settings/settings.ts";
import { actorOfToken, addToken } from "../staff/tokens.ts";
import { approvalsOf, countAwaiting, listUnapproved } from "./approvals.ts";
import { approveBroadcast, rejectBroadcast } from "./approve.ts";
import { type Broadcast, composeBroadcast, type Origin, reviseBroadcast } from "./compose.ts";
import { cancelBroadcast, pauseBroadcast, reopenBroadcast, resumeBroadcast, stopBroadcast } from "./handles.ts";
import { broadcastDetail } from "./read.ts";
import { scheduleBroadcast } from "./schedule.ts";
import { reviewUnapproved, sendWithoutApproval } from "./send-without-approval.ts";
import { startBroadcast } from "./start.ts";
import { sweep } from "./sweep.ts";

let database: TestDatabase;
const [crime, childcare] = ["防犯課", "保育課"].map((name) => ({ id: randomUUID(), name })) as [Department, Department];

function staffNamed(name: string, permissions: Permissions, department: Department | null = null): Actor {
  return { kind: "staff", id: randomUUID(), name, permissions, department };
}

const sending = { ...everywhere("none"), broadcasts: "send", segments: "view" } as const;
const submitter = staffNamed("佐藤", sending, crime);
const colleague = staffNamed("鈴木", sending, crime);
const editor = staffNamed("高橋", { ...sending, broadcasts: "edit" }, crime);
const stranger = staffNamed("田中", sending, childcare);
const administrator = staffNamed("管理者", everywhere("send"));
const otherAdministrator = staffNamed("管理者2", everywhere("send"));
const token: Actor = { kind: "api", id: randomUUID(), name: "防災システム", permissions: everywhere("send") };
const system: Actor = { kind: "system", task: "test" };

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, sql } = database.client;
  await db.insert(departments).values([crime, childcare].map((one) => ({ ...one, createdAt: now() })));
  await sql`insert into followers (line_user_id, friend, registered_at, created_at)
    select 'U' || md5(n::text), true, case when n <= 3 then now() end, now() from generate_series(1, 10) n`;
  await sql`insert into segments (key, name, rule, updated_at) values ('few', '登録者', '{"registered":true}', now())`;
});
afterAll(() => database.drop());
beforeEach(() => rule({}));

const db = () => database.client.db;

function rule(changed: object): Promise<void> {
  return writeSetting(db(), "approval", { enabled: true, everyone: true, audienceOver: null, api: true, ...changed });
}

const input = {
  title: "断水のお知らせ",
  messages: [{ type: "text", text: "断水します" }],
  audience: { kind: "everyone" },
  scheduledFor: "2090-01-01T12:05:00+09:00",
};

async function draft(more: object = {}, by = submitter, origin: Origin = { source: "staff" }): Promise<string> {
  return (await composeBroadcast(db(), by, { ...input, ...more }, origin)).id;
}

async function submitted(more: object = {}): Promise<{ id: string; seen: string }> {
  const id = await draft(more);
  expect((await scheduleBroadcast(db(), submitter, id)).status).toBe("awaiting_approval");
  return { id, seen: await seenOf(id) };
}

async function seenOf(id: string): Promise<string> {
  return (await approvalsOf(db(), administrator, id)).at(-1)!.id;
}

const statusOf = async (id: string) => (await broadcastDetail(db(), administrator, id)).status;
const decisionOf = async (id: string) => (await approvalsOf(db(), administrator, id)).at(-1)?.decision;
const causes = async (actor = administrator) => (await openNotices(db(), actor)).map(({ cause }) => cause);
const hasJob = async (id: string) =>
  (await database.client.sql`select 1 from graphile_worker.jobs where key = ${`broadcast.start:${id}`}`).length > 0;

describe("the rule", () => {
  const everyone = { kind: "everyone" };
  const registered = { kind: "registered" };
  it.each<[string, object, object, Origin["source"], BroadcastStatus]>([
    ["off by default", { enabled: false, audienceOver: 0 }, everyone, "staff", "scheduled"],
    ["everyone", {}, everyone, "staff", "awaiting_approval"],
    ["not everyone", {}, registered, "staff", "scheduled"],
    ["everyone not asked for", { everyone: false, audienceOver: 100 }, everyone, "staff", "scheduled"],
    ["more people than that", { audienceOver: 2 }, registered, "staff", "awaiting_approval"],
    ["exactly so many people", { audienceOver: 3 }, registered, "staff", "scheduled"],
    ["everyone counts as people too", { everyone: false, audienceOver: 9 }, everyone, "staff", "awaiting_approval"],
    ["a saved rule", { audienceOver: 2 }, { kind: "segment", key: "few" }, "staff", "awaiting_approval"],
    ["a trial reaches colleagues only", { audienceOver: 0 }, { kind: "test" }, "staff", "scheduled"],
    ["another system", {}, everyone, "api", "awaiting_approval"],
    ["another system that is let off", { api: false }, everyone, "api", "scheduled"],
    ["a mail never", { audienceOver: 0 }, everyone, "mail", "scheduled"],
  ])("%s", async (_, setting, audience, source, status) => {
    await rule(setting);
    const id = await draft({ audience }, system, { source });
    expect((await scheduleBroadcast(db(), system, id)).status).toBe(status);
    expect(await hasJob(id)).toBe(status === "scheduled");
  });

  it("is set by who may edit settings, names what it is for, and stands in the log", async () => {
    const wanted = { enabled: true, everyone: false, audienceOver: 1000, api: false };
    await expect(setApproval(db(), submitter, wanted)).rejects.toThrow(Forbidden);
    await expect(setApproval(db(), administrator, { ...wanted, audienceOver: null })).rejects.toThrow(Invalid);
    await expect(setApproval(db(), administrator, { ...wanted, audienceOver: -1 })).rejects.toThrow(Invalid);
    expect(await setApproval(db(), administrator, wanted)).toEqual(wanted);
    const [last] = await database.client.sql`select action, detail from activities order by at desc limit 1`;
    expect(last).toEqual({ action: "settings.approval", detail: wanted });
  });
});

describe("what awaits approval", () => {
  it("is told to those who see it, and has no job that could send it", async () => {
    const { id } = await submitted();
    expect(await hasJob(id)).toBe(false);
    expect(await causes(colleague)).toContain(`broadcast.approval:${id}`);
    expect(await causes(stranger)).not.toContain(`broadcast.approval:${id}`);
    expect(await countAwaiting(db(), stranger)).toBe(0);
    expect(await countAwaiting(db(), colleague)).toBeGreaterThan(0);
    await startBroadcast(db(), id);
    expect(await statusOf(id)).toBe("awaiting_approval");
  });

  it.each<[string, Actor, new () => Error]>([
    ["the submitter", submitter, Forbidden],
    ["the submitter in another session", { ...submitter, name: "佐藤（別の端末）" } as Actor, Forbidden],
    ["who may only edit", editor, Forbidden],
    ["another department", stranger, NotFound],
    ["another system", token, Forbidden],
    ["the night shift", system, Forbidden],
    ["a resident", { kind: "follower", lineUserId: "U1" }, Forbidden],
  ])("is not let go or sent back by %s", async (_, actor, refusal) => {
    const { id, seen } = await submitted();
    await expect(approveBroadcast(db(), actor, id, seen)).rejects.toThrow(refusal);
    await expect(rejectBroadcast(db(), actor, id, { seen, reason: "理由" })).rejects.toThrow(refusal);
    expect(await statusOf(id)).toBe("awaiting_approval");
  });

  it.each([
    ["a colleague of the department", colleague],
    ["staff of no department", administrator],
  ])("is let go by %s: it leaves at its hour, and the notice closes", async (_, actor) => {
    const { id, seen } = await submitted();
    expect(await approveBroadcast(db(), actor, id, seen)).toMatchObject({
      status: "scheduled",
      scheduledFor: new Date(input.scheduledFor),
    });
    expect(await hasJob(id)).toBe(true);
    expect(await decisionOf(id)).toBe("approved");
    expect(await causes()).not.toContain(`broadcast.approval:${id}`);
    await expect(approveBroadcast(db(), actor, id, seen)).rejects.toThrow(Conflict);
  });

  it("is not let go by whoever made the token that submitted it", async () => {
    const made = await addToken(db(), administrator, { name: "消防システム", permissions: { broadcasts: "send" } });
    const system = (await actorOfToken(db(), made)) as Actor;
    const id = await draft({}, system, { source: "api" });
    expect((await scheduleBroadcast(db(), system, id)).status).toBe("awaiting_approval");
    const seen = await seenOf(id);
    await expect(approveBroadcast(db(), administrator, id, seen)).rejects.toThrow(Forbidden);
    expect((await approveBroadcast(db(), otherAdministrator, id, seen)).status).toBe("scheduled");
  });

  it("leaves at once when it has no hour", async () => {
    const { id, seen } = await submitted({ scheduledFor: undefined });
    const { scheduledFor } = await approveBroadcast(db(), colleague, id, seen);
    expect(Math.abs(scheduledFor!.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it("goes back with a reason, is told to its department, and may be submitted again", async () => {
    const { id, seen } = await submitted();
    await expect(rejectBroadcast(db(), colleague, id, { seen, reason: " " })).rejects.toThrow(Invalid);
    await rejectBroadcast(db(), colleague, id, { seen, reason: "区の名前が違います" });
    expect(await statusOf(id)).toBe("draft");
    expect((await approvalsOf(db(), submitter, id)).at(-1)).toMatchObject({
      decision: "rejected",
      reason: "区の名前が違います",
      deciderName: "鈴木",
    });
    expect(await causes(submitter)).toContain(`broadcast.rejected:${id}`);
    expect((await scheduleBroadcast(db(), submitter, id)).status).toBe("awaiting_approval");
    expect(await causes(submitter)).not.toContain(`broadcast.rejected:${id}`);
  });

  it("becomes a draft by any edit, and what was looked at before can no longer be let go", async () => {
    const { id, seen } = await submitted();
    const edited = { ...input, messages: [{ type: "text", text: "別の内容" }] };
    expect((await reviseBroadcast(db(), editor, id, edited)).status).toBe("draft");
    expect(await decisionOf(id)).toBe("withdrawn");
    await expect(approveBroadcast(db(), colleague, id, seen)).rejects.toThrow(Conflict);
    await scheduleBroadcast(db(), submitter, id);
    await expect(approveBroadcast(db(), colleague, id, seen)).rejects.toThrow("申請し直されました");
    expect((await approveBroadcast(db(), colleague, id, await seenOf(id))).status).toBe("scheduled");
  });

  it("is not let go when its words were changed behind the verbs' back", async () => {
    const { id, seen } = await submitted();
    await database.client.sql`update broadcasts set messages = '[{"type":"text","text":"x"}]' where id = ${id}`;
    await expect(approveBroadcast(db(), colleague, id, seen)).rejects.toThrow(Conflict);
  });

  it("can be taken back or canceled by its own department", async () => {
    const { id } = await submitted();
    expect((await reopenBroadcast(db(), submitter, id)).status).toBe("draft");
    expect(await decisionOf(id)).toBe("withdrawn");
    const other = await submitted();
    expect((await cancelBroadcast(db(), submitter, other.id)).status).toBe("canceled");
    expect(await causes()).not.toContain(`broadcast.approval:${other.id}`);
  });

  it("is decided once when two colleagues decide at the same moment", async () => {
    const { id, seen } = await submitted();
    const both = await Promise.allSettled([
      approveBroadcast(db(), colleague, id, seen),
      rejectBroadcast(db(), administrator, id, { seen, reason: "待ってください" }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await statusOf(id)).toBe((await decisionOf(id)) === "approved" ? "scheduled" : "draft");
  });
});

describe("the saved rule of an audience changes", () => {
  const segment = { audience: { kind: "segment", key: "few" } };
  const change = (text: string) =>
    database.client.sql`update segments set rule = ${text}::text::jsonb where key = 'few'`;
  beforeEach(() => rule({ audienceOver: 0 }));

  it("before it is let go: it cannot be", async () => {
    const { id, seen } = await submitted(segment);
    await change('{"all":[]}');
    await expect(approveBroadcast(db(), colleague, id, seen)).rejects.toThrow("配信グループの条件が変わりました");
    await change('{"registered":true}');
    expect((await approveBroadcast(db(), colleague, id, seen)).status).toBe("scheduled");
  });

  it("after it was let go: at its hour a person decides, and it needs approval anew", async () => {
    const { id, seen } = await submitted({ ...segment, scheduledFor: undefined });
    await approveBroadcast(db(), colleague, id, seen);
    await change('{"all":[]}');
    await startBroadcast(db(), id);
    expect(await statusOf(id)).toBe("draft");
    expect(await causes()).toContain(`broadcast.changed:${id}`);
    expect((await scheduleBroadcast(db(), submitter, id)).status).toBe("awaiting_approval");
  });

  it("after it was reserved for few, who need no approval: for many it does", async () => {
    await rule({ audienceOver: 5 });
    await change('{"registered":true}');
    const reserve = async () => {
      const id = await draft({ ...segment, scheduledFor: undefined });
      expect((await scheduleBroadcast(db(), submitter, id)).status).toBe("scheduled");
      return id;
    };
    const [many, stillFew] = [await reserve(), await reserve()];
    await change('{"all":[{"registered":true}]}');
    await startBroadcast(db(), stillFew);
    expect(await statusOf(stillFew)).toBe("sending");
    await change('{"all":[]}');
    await startBroadcast(db(), many);
    expect(await statusOf(many)).toBe("draft");
    expect(await causes()).toContain(`broadcast.changed:${many}`);
    expect((await scheduleBroadcast(db(), submitter, many)).status).toBe("awaiting_approval");
  });

  it("not: it starts", async () => {
    const { id, seen } = await submitted({ ...segment, scheduledFor: undefined });
    await approveBroadcast(db(), colleague, id, seen);
    await startBroadcast(db(), id);
    expect(await statusOf(id)).toBe("sending");
  });
});

describe("the hour passes while it waits", () => {
  it("nothing is sent; it is a draft again and staff are told", async () => {
    const { id, seen } = await submitted();
    await database.client.sql`update broadcasts set scheduled_for = now() - interval '1 minute' where id = ${id}`;
    await expect(approveBroadcast(db(), colleague, id, seen)).rejects.toThrow("予定の時刻を過ぎました");
    await sweep(db());
    expect(await broadcastDetail(db(), administrator, id)).toMatchObject({ status: "draft", scheduledFor: null });
    expect(await decisionOf(id)).toBe("lapsed");
    expect(await causes()).toContain(`broadcast.late:${id}`);
    expect(await causes()).not.toContain(`broadcast.approval:${id}`);
  });

  it("one without an hour waits as long as it takes", async () => {
    const { id } = await submitted({ scheduledFor: undefined });
    await sweep(db());
    expect(await statusOf(id)).toBe("awaiting_approval");
  });
});

describe("in an emergency", () => {
  it.each<[string, Actor]>([
    ["who has a department", { ...administrator, department: crime } as Actor],
    ["who does not manage staff", staffNamed("広報", { ...everywhere("send"), staff: "view" })],
    ["who may not send", staffNamed("総務", { ...everywhere("send"), broadcasts: "edit" })],
    ["another system", token],
    ["the night shift", system],
  ])("it is not sent without approval by one %s", async (_, actor) => {
    const { id } = await submitted();
    await expect(sendWithoutApproval(db(), actor, id, "緊急")).rejects.toThrow(Forbidden);
    expect(await statusOf(id)).toBe("awaiting_approval");
  });

  it("an administrator sends with a reason; it stays listed until another person has looked", async () => {
    const { id } = await submitted();
    await expect(sendWithoutApproval(db(), administrator, id, "")).rejects.toThrow(Invalid);
    expect((await sendWithoutApproval(db(), administrator, id, "夜間で連絡が取れない")).status).toBe("scheduled");
    expect(await causes()).toContain(`broadcast.unapproved:${id}`);
    const listed = async (actor: Actor) => (await listUnapproved(db(), actor)).map(({ broadcastId }) => broadcastId);
    expect(await listed(colleague)).toContain(id);
    expect(await listed(stranger)).not.toContain(id);
    await expect(reviewUnapproved(db(), administrator, id)).rejects.toThrow(Forbidden);
    await expect(reviewUnapproved(db(), editor, id)).rejects.toThrow(Forbidden);
    await expect(reviewUnapproved(db(), stranger, id)).rejects.toThrow(NotFound);
    await expect(reviewUnapproved(db(), token, id)).rejects.toThrow(Forbidden);
    await reviewUnapproved(db(), otherAdministrator, id);
    expect(await listed(colleague)).not.toContain(id);
    expect(await causes()).not.toContain(`broadcast.unapproved:${id}`);
    await expect(reviewUnapproved(db(), otherAdministrator, id)).rejects.toThrow(Conflict);
    const rows = await database.client
      .sql`select action from activities where subject = ${`broadcast:${id}`} order by at`;
    expect(rows.map(({ action }) => action).slice(-2)).toEqual(["broadcast.bypass", "broadcast.review"]);
  });

  it("also from a draft, but only one that needs approval", async () => {
    const id = await draft({}, administrator);
    await sendWithoutApproval(db(), administrator, id, "緊急");
    expect(await decisionOf(id)).toBe("bypassed");
    const free = await draft({ audience: { kind: "registered" } }, administrator);
    await expect(sendWithoutApproval(db(), administrator, free, "緊急")).rejects.toThrow(Conflict);
  });
});

/** Which verb leads from where to where; every other state refuses it and stays. */
const states: BroadcastStatus[] = [
  "draft",
  "awaiting_approval",
  "scheduled",
  "sending",
  "paused",
  "sent",
  "canceled",
  "stopped",
];
type Verb = (id: string, seen: string) => Promise<Broadcast>;
const verbs: [name: string, verb: Verb, leads: Partial<Record<BroadcastStatus, BroadcastStatus>>][] = [
  ["schedule", (id) => scheduleBroadcast(db(), submitter, id), { draft: "awaiting_approval" }],
  ["approve", (id, seen) => approveBroadcast(db(), colleague, id, seen), { awaiting_approval: "scheduled" }],
  [
    "reject",
    (id, seen) => rejectBroadcast(db(), colleague, id, { seen, reason: "理由" }),
    { awaiting_approval: "draft" },
  ],
  [
    "send without approval",
    (id) => sendWithoutApproval(db(), administrator, id, "緊急"),
    { draft: "scheduled", awaiting_approval: "scheduled" },
  ],
  ["edit", (id) => reviseBroadcast(db(), editor, id, input), { draft: "draft", awaiting_approval: "draft" }],
  ["reopen", (id) => reopenBroadcast(db(), submitter, id), { awaiting_approval: "draft", scheduled: "draft" }],
  [
    "cancel",
    (id) => cancelBroadcast(db(), submitter, id),
    { draft: "canceled", awaiting_approval: "canceled", scheduled: "canceled" },
  ],
  ["pause", (id) => pauseBroadcast(db(), submitter, id, "確認"), { sending: "paused" }],
  ["resume", (id) => resumeBroadcast(db(), submitter, id), { paused: "sending" }],
  ["stop", (id) => stopBroadcast(db(), submitter, id), { sending: "stopped", paused: "stopped" }],
];
const rows = verbs.flatMap(([name, verb, leads]) =>
  states.map((from) => [name, from, leads[from] ?? null, verb] as const),
);

it.each(rows)("%s: %s → %s", async (_, from, to, verb) => {
  const id = await draft();
  let seen = randomUUID() as string;
  if (from === "awaiting_approval") {
    await scheduleBroadcast(db(), submitter, id);
    seen = await seenOf(id);
  } else await database.client.sql`update broadcasts set status = ${from} where id = ${id}`;
  if (to) expect((await verb(id, seen)).status).toBe(to);
  else await expect(verb(id, seen)).rejects.toThrow(Conflict);
  expect(await statusOf(id)).toBe(to ?? from);
});
