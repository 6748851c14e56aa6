import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Mailbox, startMailbox } from "#test/mailbox.ts";
import { getEnv } from "../env.ts";
import { Invalid } from "../errors.ts";
import { changeSetting } from "../settings/change.ts";
import { createHeadExport } from "./export-head.ts";
import { mailHead } from "./mail-head.ts";
import { record } from "./record.ts";
import { chainActivities } from "./sequence.ts";
import { verifyAgainstKept } from "./verify.ts";

const actor = { kind: "system", task: "test" } as const;
const auditors = ["auditor@example.jp", "soumu@example.lg.jp"];
let database: TestDatabase;
let mailbox: Mailbox;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kairan-mailed-head-"));
  database = await createTestDatabase();
  mailbox = await startMailbox();
  Object.assign(getEnv(), { databaseUrl: database.url, smtpUrl: mailbox.url });
});
beforeEach(() => {
  mailbox.mails.length = 0;
});
afterAll(async () => {
  Object.assign(getEnv(), { smtpUrl: null });
  await mailbox.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

const name = (addresses: string[]) => changeSetting(database.client.db, actor, "headMailTo", addresses);

/** How mail programs save it: as it came, its text, its text with long lines folded, quoted in an answer. */
const waysToKeep: Record<string, () => string> = {
  "mail.eml": () => mailbox.mails[0]!.raw,
  "mail.txt": () => mailbox.mails[0]!.text,
  "windows.txt": () => mailbox.mails[0]!.text.replaceAll("\n", "\r\n"),
  "folded.txt": () => mailbox.mails[0]!.text.replace(/[^\n]{70}/g, "$&\n"),
  "quoted.txt": () =>
    mailbox.mails[0]!.text.replace(/[^\n]{70}/g, "$&\n")
      .split("\n")
      .map((line) => `> ${line}`)
      .join("\n"),
  "line.jsonl": () => mailbox.mails[0]!.text.trim().split("\n").at(-1)!,
};

it("mails nothing before somebody is named, nor before there is a head, nor without a mail server", async () => {
  const { db } = database.client;
  await mailHead(db);
  await name(auditors);
  await mailHead(db);
  for (let n = 1; n <= 5; n++) await record(db, actor, "test.change", `test:${n}`);
  while (await chainActivities(db));
  await createHeadExport(db, join(folder, "heads.jsonl")).rest();
  Object.assign(getEnv(), { smtpUrl: null });
  await mailHead(db);
  Object.assign(getEnv(), { smtpUrl: mailbox.url });
  expect(mailbox.mails).toEqual([]);
});

it("mails the newest signed head to whom the city named, with what it is and what to do, and records it", async () => {
  const { db, sql } = database.client;
  await mailHead(db);
  expect(mailbox.mails.map(({ to }) => to)).toEqual([auditors]);
  const [row] = await sql`select head from written_heads`;
  expect(mailbox.mails[0]!.text).toContain('"signature":"');
  expect(mailbox.mails[0]!.text).toContain(row!.head.signature);
  expect(mailbox.mails[0]!.text).toContain("このメールを消さずに保管してください");
  const recorded = await sql`select detail from activities where action = 'activity.mail-head'`;
  expect(recorded).toEqual([{ detail: { seq: row!.head.seq, addresses: 2 } }]);
});

it.each(Object.entries(waysToKeep))("kept as %s it proves the record, whole or touched", async (file, kept) => {
  const { db, sql } = database.client;
  await mailHead(db);
  const path = join(folder, file);
  await writeFile(path, kept());
  expect(await verifyAgainstKept(db, actor, path)).toMatchObject({ ok: true, heads: { compared: 1 } });
  await sql`alter table activities disable trigger user`;
  await sql`create temporary table gone as select * from activities where seq >= 3`;
  await sql`delete from activities where seq >= 3`;
  expect(await verifyAgainstKept(db, actor, path)).toMatchObject({ ok: false, finding: { kind: "removed", seq: 3 } });
  await sql`insert into activities select * from gone`;
  await sql`drop table gone`;
  await sql`alter table activities enable trigger user`;
});

it("takes no address that is none", async () => {
  await expect(name(["auditor"])).rejects.toThrow("「auditor」は、メールアドレスとして読めません");
  await expect(name(Array.from({ length: 21 }, (_, n) => `a${n}@example.jp`))).rejects.toThrow(Invalid);
});
