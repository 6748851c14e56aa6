import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { mails } from "#db/schema/mails.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, NotFound } from "../errors.ts";
import { applyProfile } from "../profile/apply.ts";
import { forgetMails } from "../retention/mails.ts";
import { exportMails } from "./export.ts";
import { handleMail } from "./handle.ts";
import { sendHeldMail } from "./held.ts";
import { rawMail } from "./raw.ts";
import { receiveMail } from "./receive.ts";
import { listMails, mailDetail, mailStatus } from "./status.ts";

const staffWith = (permission: "none" | "view" | "edit" | "send"): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: "防災課",
  permissions: everywhere(permission),
  department: null,
});
const editor = staffWith("edit");
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const rules = [
    {
      key: "hold",
      name: "確認",
      when: { field: "from", contains: "@" },
      audience: { kind: "everyone" },
      action: "hold",
    },
  ];
  const profile = { version: 1, city: { name: "仙台市" }, questions: [], mail: { rules } };
  await applyProfile(database.client.db, { kind: "system", task: "test" }, profile);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate mails`;
});

async function arrive(subject: string, from = "a@b.example"): Promise<{ id: string; bytes: Buffer }> {
  const head = `From: ${from}\r\nSubject: ${subject}\r\nMessage-ID: <${randomUUID()}@b>\r\nX-Odd: `;
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0xff]), Buffer.from("\r\n\r\n\x1b$B;EBf\x1b(B\r\n")]);
  const envelope = { from: "bounce@b.example", to: ["line@city.example"] };
  const auth = { spf: "pass", dmarc: "fail" };
  const { id } = await receiveMail(database.client.db, { raw: bytes.toString("base64"), envelope, auth });
  await handleMail(database.client.db, id);
  return { id, bytes };
}

async function recorded(action: string) {
  const rows = await database.client.db.select().from(activities).where(eq(activities.action, action));
  return rows.map(({ subject }) => subject);
}

describe("the very bytes of a mail", () => {
  it("go to who may edit mails, under a name of our own, and it is recorded who took them", async () => {
    const { db } = database.client;
    const { id, bytes } = await arrive('"; filename="x.html');
    const { name, bytes: taken } = await rawMail(db, editor, id);
    expect(taken).toEqual(bytes);
    expect(name).toMatch(/^mail-\d{8}-\d{4}-[0-9a-f]{8}\.eml$/);
    expect(await recorded("mail.download")).toContain(`mail:${id}`);
    await expect(rawMail(db, staffWith("view"), id)).rejects.toThrow(Forbidden);
    await expect(rawMail(db, editor, randomUUID())).rejects.toThrow(NotFound);
    await expect(rawMail(db, editor, "x")).rejects.toThrow(NotFound);
  });
});

describe("the log as CSV", () => {
  it("has a line for each mail, with its proof and its end, and nothing that a spreadsheet would calculate", async () => {
    const { db } = database.client;
    await arrive("=HYPERLINK(1)", '"@SUM(1)" <a@b.example>');
    const csv = await exportMails(db, staffWith("view"));
    const [head, line, end] = csv.split("\r\n");
    expect(head).toMatch(/^\uFEFF受信日時,状態,/);
    expect(line).toMatch(
      /^20..-..-..T..:..:..\+09:00,held,.*,rule,a@b.example,'@SUM\(1\),a@b.example,'=HYPERLINK\(1\),/,
    );
    expect(line).toContain(",pass,,fail,hold,normal,,,");
    expect(end).toBe("");
    expect(await recorded("mail.export")).toEqual(["mails"]);
    await expect(exportMails(db, staffWith("none"))).rejects.toThrow(Forbidden);
  });

  it("has each of more mails than a page holds once, and of one state when asked", async () => {
    const { db, sql } = database.client;
    await sql`insert into mails (id, received_at, state, identity)
      select gen_random_uuid(), now() - (n % 7) * interval '1 second', case when n <= 3 then 'refused' else 'unmatched' end, n::text
      from generate_series(1, 450) as n`;
    const lines = (await exportMails(db, editor)).trim().split("\r\n").slice(1);
    expect(lines).toHaveLength(450);
    expect(new Set(lines).size).toBe(450);
    expect(lines.map((line) => line.slice(0, 19))).toEqual(lines.map((line) => line.slice(0, 19)).toSorted());
    expect((await exportMails(db, editor, { state: "refused" })).trim().split("\r\n")).toHaveLength(4);
  });
});

describe("a mail beyond its time", () => {
  it("is forgotten but for what became of it, and says so wherever it is asked for", async () => {
    const { db, sql } = database.client;
    const [old, young] = [await arrive("古い"), await arrive("新しい")];
    await sql`update mails set received_at = now() - interval '91 days' where id = ${old.id}`;
    expect(await forgetMails(db)).toBe(1);
    expect(await forgetMails(db)).toBe(0);
    const [row] = await db.select().from(mails).where(eq(mails.id, old.id));
    expect(row).toMatchObject({ state: "held", rule: "hold", raw: null, reading: null, envelope: null });
    await expect(rawMail(db, editor, old.id)).rejects.toThrow("保存期間");
    await expect(sendHeldMail(db, staffWith("send"), old.id)).rejects.toThrow(Conflict);
    expect((await mailDetail(db, editor, old.id)).reading).toBeNull();
    expect(await mailStatus(db, editor, old.id)).toMatchObject({ state: "held", rule: "hold" });
    expect(await listMails(db, editor)).toHaveLength(2);
    expect(await exportMails(db, editor)).toContain(old.id);
    expect((await rawMail(db, editor, young.id)).bytes).toEqual(young.bytes);
  });

  it("is known again when it comes once more, and one that nobody has handled yet is kept", async () => {
    const { db, sql } = database.client;
    const { id, bytes } = await arrive("一度");
    await sql`update mails set received_at = now() - interval '91 days'`;
    await forgetMails(db);
    expect(await receiveMail(db, { raw: bytes.toString("base64") })).toEqual({ id, state: "duplicate" });
    await sql`update mails set raw = 'x', state = 'received'`;
    expect(await forgetMails(db)).toBe(0);
  });

  it("tells while it is kept until when", async () => {
    const { id } = await arrive("期限");
    const { receivedAt, keptUntil } = await mailDetail(database.client.db, editor, id);
    expect(keptUntil.getTime() - receivedAt.getTime()).toBe(90 * 24 * 3_600_000);
  });
});
