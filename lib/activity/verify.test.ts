import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql as query } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everywhere } from "#lib/actor.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { getEnv } from "../env.ts";
import { Forbidden } from "../errors.ts";
import { type ChainedEntry, chainedColumns, hashOf } from "./chain.ts";
import { createHeadExport } from "./export-head.ts";
import type { Finding } from "./findings.ts";
import { signHead } from "./heads.ts";
import { record } from "./record.ts";
import { chainActivities } from "./sequence.ts";
import { verifyActivities, verifyAgainstKept } from "./verify.ts";

const staff = { kind: "staff", id: "7", name: "広報", permissions: everywhere("send"), department: null } as const;
const rows = 24;
/** Heads were exported after these numbers; what follows the last one is not vouched for. */
const exported = [8, 16, 20];
const vouchedFor = exported.at(-1)!;

let database: TestDatabase;
let folder: string;
let heads: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kairan-verify-"));
  database = await createTestDatabase();
  heads = join(folder, "heads.jsonl");
  Object.assign(getEnv(), { databaseUrl: database.url });
  const { db, sql } = database.client;
  for (let seq = 1; seq <= rows; seq++) {
    await record(db, staff, `test.${seq % 3}`, `test:${seq}`, { seq, share: 0.1 * seq, when: new Date(0), é: null });
    await chainActivities(db);
    if (exported.includes(seq)) await createHeadExport(db, heads).rest();
  }
  await sql`alter table activities disable trigger user`;
  await sql`create table untouched as select * from activities`;
  await sql`create table untouched_heads as select * from written_heads`;
  await sql`alter table activities drop constraint activities_seq_unique`;
});
beforeEach(restore);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const verify = () => verifyActivities(database.client.db, staff, heads);

async function found(): Promise<Finding | null> {
  const { ok, finding } = await verify();
  expect(ok).toBe(finding === null);
  return finding;
}

const idAt = async (seq: number) => (await database.client.sql`select id from untouched where seq = ${seq}`)[0]!.id;
const positions = Array.from({ length: vouchedFor }, (_, index) => index + 1);

/** What the owner of the tables would do who knows how the hashes are made: every row from here on gets new ones. */
async function chainAnew(): Promise<void> {
  const { db, sql } = database.client;
  const entries = await db.execute<ChainedEntry>(
    query`select ${chainedColumns} from activities order by activities.seq`,
  );
  let prevHash = "0".repeat(64);
  for (const [index, entry] of entries.entries()) {
    const hash = hashOf(entry, index + 1, prevHash);
    await sql`update activities set seq = ${index + 1}, prev_hash = ${prevHash}, hash = ${hash} where id = ${entry.id}`;
    prevHash = hash;
  }
}

it("a record that nobody touched is whole, and looking at it is recorded", async () => {
  const { sql } = database.client;
  expect(await verify()).toMatchObject({ ok: true, rows, first: 1, last: rows, heads: { compared: exported.length } });
  expect(await verify()).toMatchObject({ ok: true, waiting: 1 });
  expect(await sql`select 1 from activities where action = 'activity.verify'`).toHaveLength(2);
});

it("only who may send may verify", async () => {
  await expect(
    verifyActivities(database.client.db, { ...staff, permissions: everywhere("none") }, heads),
  ).rejects.toThrow(Forbidden);
});

const columns = {
  subject: "subject || '.'",
  at: "at + interval '1 microsecond'",
  actor: `actor || '{"name":"別人"}'`,
  action: "'test.other'",
  detail: `detail || '{"seq": 0}'`,
  stamp: "repeat('0', 64)",
  prev_hash: "repeat('1', 64)",
  hash: "repeat('2', 64)",
  id: "gen_random_uuid()",
};

it.each(Object.entries(columns))("a changed %s is found in each row", async (column, value) => {
  const { sql } = database.client;
  for (const seq of positions) {
    await sql.unsafe(`update activities set ${column} = ${value} where seq = ${seq}`);
    expect(await found()).toMatchObject({ kind: "changed", seq });
    await restore();
  }
});

it("a digit too small for our own numbers is found", async () => {
  await database.client.sql`
    update activities set detail = jsonb_set(detail, '{seq}', '5.0000000000000000000000001') where seq = 5`;
  expect(await found()).toMatchObject({ seq: 5 });
});

it.each([false, true])("each changed row is found, the chain made anew after: %s", async (anew) => {
  for (const seq of positions) {
    await database.client.sql`update activities set subject = 'other' where seq = ${seq}`;
    if (anew) await chainAnew();
    expect(await found()).toEqual({ kind: "changed", seq, id: await idAt(seq) });
    await restore();
  }
});

it.each(["left open", "closed", "chained anew"])("each removed row is found, the gap %s", async (gap) => {
  const { sql } = database.client;
  for (const seq of positions) {
    await sql`delete from activities where seq = ${seq}`;
    if (gap === "closed") await sql`update activities set seq = seq - 1 where seq > ${seq}`;
    if (gap === "chained anew") await chainAnew();
    const finding = (await found())!;
    expect(finding.kind).toBe("removed");
    expectAround(finding, seq, gap === "chained anew");
    await restore();
  }
});

it.each(["as it is", "with a copied stamp", "chained anew"])("each inserted row is found, %s", async (how) => {
  const { sql } = database.client;
  for (const seq of positions) {
    await sql`update activities set seq = seq + 1 where seq >= ${seq}`;
    const [added] = await sql`
      insert into activities select gen_random_uuid(), at, actor, action, subject, detail,
        case when ${how === "with a copied stamp"} then stamp else '' end, ${seq}, prev_hash, hash
      from activities where seq = ${seq + 1} returning id`;
    if (how === "chained anew") await chainAnew();
    expect(await found()).toEqual({ kind: "inserted", seq, id: added!.id });
    await restore();
  }
});

it("a row that SQL appended is found, before and after it was chained", async () => {
  const { db, sql } = database.client;
  const [added] = await sql`
    insert into activities (id, at, actor, action, subject, detail, stamp)
    select gen_random_uuid(), at, actor, action, subject, detail, repeat('a', 64) from activities where seq = 3 returning id`;
  expect(await found()).toEqual({ kind: "inserted", seq: null, id: added!.id });
  await chainActivities(db);
  expect(await found()).toEqual({ kind: "inserted", seq: rows + 1, id: added!.id });
});

const waysToSwap = ["by number", "with all that chains them", "chained anew"];
it.each(waysToSwap)("each two swapped rows are found, %s", async (how) => {
  for (const one of positions) {
    const other = one === vouchedFor ? 1 : one + 1;
    await swap(one, other, how !== "by number");
    if (how === "chained anew") await chainAnew();
    const finding = (await found())!;
    // With the last signed row moved up, nothing tells a swap from a removal.
    const hidden = how === "chained anew" && other === vouchedFor;
    expect(finding.kind, `${one} and ${other}`).toBe(hidden ? "removed" : "reordered");
    expectAround(finding, Math.min(one, other), how === "chained anew");
    await restore();
  }
});

/** @param whole with the columns that chain them */
async function swap(one: number, other: number, whole: boolean): Promise<void> {
  await database.client.sql`
    update activities as row set seq = there.seq,
      prev_hash = case when ${whole} then there.prev_hash else row.prev_hash end,
      hash = case when ${whole} then there.hash else row.hash end
    from untouched as there
    where row.seq in (${one}, ${other}) and there.seq in (${one}, ${other}) and there.seq <> row.seq`;
}

it("a row moved to the end, and one that was unchained to come again, are found", async () => {
  const { db, sql } = database.client;
  await sql`update activities set seq = ${rows + 1} where seq = 5`;
  expect(await found()).toEqual({ kind: "reordered", seq: 5, id: await idAt(5) });
  await restore();
  await sql`update activities set seq = null, prev_hash = null, hash = null where seq = 5`;
  await chainActivities(db);
  expect(await found()).toMatchObject({ seq: 5 });
});

it("an end that was cut off, or everything, is found by the head", async () => {
  const { sql } = database.client;
  await sql`delete from activities where seq >= 18`;
  expect(await found()).toMatchObject({ kind: "removed", seq: 18, through: 20 });
  await sql`delete from activities`;
  expect(await found()).toMatchObject({ kind: "removed", seq: 1 });
});

it("heads that somebody forged are found, and lines that are none or of others are counted", async () => {
  const whole = await readFile(heads, "utf8");
  const lines = whole.trim().split("\n");
  try {
    await writeFile(heads, [...lines.slice(0, 2), lines[2]!.replace('"seq":20', '"seq":19')].join("\n"));
    expect(await found()).toMatchObject({ kind: "forged-head", seq: 19 });
    await writeFile(
      heads,
      [...lines.slice(0, 2), lines[2]!.replace(/"signature":"..../, '"signature":"AAAA')].join("\n"),
    );
    expect(await found()).toMatchObject({ kind: "forged-head", seq: 20 });
    const ofOther = lines[0]!.replace(/"publicKey":"..../, '"publicKey":"AAAA');
    await writeFile(heads, [...lines, ofOther, '{"seq":'].join("\n"));
    expect(await verify()).toMatchObject({ ok: true, heads: { compared: 3, ofOthers: 1, unreadable: 1 } });
  } finally {
    await writeFile(heads, whole);
  }
});

describe("lines of the heads file", () => {
  let whole: string;
  let lines: string[];
  beforeEach(async () => {
    whole = await readFile(heads, "utf8");
    lines = whole.trim().split("\n");
  });
  afterEach(() => writeFile(heads, whole));

  it.each<[string, number[], object | null]>([
    ["all are there", [0, 1, 2], null],
    ["in another order", [2, 0, 1], null],
    ["twice", [0, 1, 1, 2, 2], null],
    ["without the first", [1, 2], { seq: 1, through: 16 }],
    ["without one between", [0, 2], { seq: 8, through: 20 }],
    ["without the newest", [0, 1], { seq: 20 }],
    ["with the oldest only", [0], { seq: 20 }],
    ["none left", [], { seq: 20 }],
  ])("are missed: %s", async (_, kept, finding) => {
    await writeFile(heads, kept.map((index) => `${lines[index]}\n`).join(""));
    expect(await found()).toEqual(finding && { kind: "head-missing", id: null, ...finding });
  });

  it("are missed when the whole file is gone, but where the rows themselves were touched, that is said first", async () => {
    await rm(heads);
    expect(await verify()).toMatchObject({ finding: { kind: "head-missing", seq: 20 }, heads: { found: false } });
    await database.client.sql`update activities set subject = 'other' where seq = 3`;
    expect(await found()).toMatchObject({ kind: "changed", seq: 3 });
  });

  it("are missed although more have been written since, by a worker that began anew", async () => {
    const { db } = database.client;
    await writeFile(heads, `${lines.slice(0, 2).join("\n")}\n`);
    await createHeadExport(db, heads).rest();
    expect(await found()).toMatchObject({ kind: "head-missing", seq: 16, through: rows });
  });

  it("of earlier versions, which do not name the one before, count as before; the first new one names the last of them", async () => {
    const { db, sql } = database.client;
    const old = lines.map((line) => {
      const { seq, id, hash, signedAt } = JSON.parse(line);
      return JSON.stringify(signHead({ seq, id, hash, signedAt }));
    });
    await sql`delete from written_heads`;
    await writeFile(heads, `${old.join("\n")}\n`);
    expect(await verify()).toMatchObject({ ok: true, heads: { compared: 3, unreadable: 0 } });
    await createHeadExport(db, heads).rest();
    expect(await verify()).toMatchObject({ ok: true, heads: { compared: 4 } });
    const now = (await readFile(heads, "utf8")).trim().split("\n");
    await writeFile(heads, [old[0], old[1], now[3]].join("\n"));
    expect(await found()).toMatchObject({ kind: "head-missing", seq: 16, through: rows });
  });

  it("that a power cut tore do not spoil the next one", async () => {
    const { db } = database.client;
    await writeFile(heads, `${whole}{"database":"kai`);
    await createHeadExport(db, heads).rest();
    expect(await verify()).toMatchObject({ ok: true, heads: { compared: 4, unreadable: 1, missing: 0 } });
  });

  it("that somebody kept elsewhere prove what they prove, however few they are", async () => {
    const { db, sql } = database.client;
    const kept = join(folder, "kept.jsonl");
    await writeFile(kept, `${lines[1]}\n`);
    const verifyKept = () => verifyAgainstKept(db, staff, kept);
    expect(await verifyKept()).toMatchObject({ ok: true, heads: { compared: 1, missing: 1 } });
    await sql`delete from activities where seq >= 12`;
    await rm(heads);
    expect((await verifyKept()).finding).toMatchObject({ kind: "removed", seq: 12, through: 16 });
    expect(await verifyAgainstKept(db, staff, join(folder, "none"))).toMatchObject({ heads: { found: false } });
  });
});

async function restore(): Promise<void> {
  const { sql } = database.client;
  await sql`delete from activities`;
  await sql`insert into activities select * from untouched`;
  await sql`delete from written_heads`;
  await sql`insert into written_heads select * from untouched_heads`;
}

/** Made anew, the chain only shows between which two heads it happened. */
function expectAround({ seq, through = seq! }: Finding, right: number, anew: boolean): void {
  expect(seq).toBeLessThanOrEqual(right);
  expect(through).toBeGreaterThanOrEqual(right);
  if (!anew) expect(seq).toBe(right);
}
