import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden } from "../errors.ts";
import { addStaff } from "./members.ts";
import { staffOfSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { listSignIns } from "./sign-ins.ts";

const admin: Actor = { kind: "staff", id: "1", name: "管理者", permissions: everywhere("send"), department: null };
const password = "くもりのち晴れ、傘はいらない";
const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function member(email: string): Promise<string> {
  return addStaff(database.client.db, admin, { email, name: email, password });
}

function knock(email: string, address: string, typed = password) {
  return signIn(database.client.db, { email, password: typed, address, userAgent: chrome });
}

it("lets in who knows the password, and writes down from where", async () => {
  const { db } = database.client;
  await member("hana@example.jp");
  const answer = await knock(" Hana@example.jp ", "192.0.2.1");
  if (!("sessionId" in answer)) throw new Error("refused");
  expect(await staffOfSession(db, answer.sessionId)).toMatchObject({ kind: "staff", name: "hana@example.jp" });
  expect(await listSignIns(db, admin, { email: "HANA" })).toMatchObject([
    { name: "hana@example.jp", address: "192.0.2.1", device: "Windows の Chrome", outcome: "signed_in" },
  ]);
});

it("answers a wrong password and an unknown address alike", async () => {
  const { db } = database.client;
  await member("ken@example.jp");
  expect(await knock("ken@example.jp", "192.0.2.2", "not the password")).toEqual({ refused: "wrong" });
  expect(await knock("nobody@example.jp", "192.0.2.2")).toEqual({ refused: "wrong" });
  const [unknown, known] = await listSignIns(db, admin, { limit: 2, outcomes: ["password_wrong"] });
  expect(unknown).toMatchObject({ email: "nobody@example.jp", name: null });
  expect(known).toMatchObject({ email: "ken@example.jp", name: "ken@example.jp" });
});

it("counts a crowd of guesses at once, then checks none, not even the right password", async () => {
  const { db } = database.client;
  await member("mika@example.jp");
  const crowd = Array.from({ length: 30 }, (_, index) => knock("mika@example.jp", `198.51.100.${index}`, "guess"));
  const guesses = await Promise.all(crowd);
  for (let index = 0; index < 11; index++) guesses.push(await knock("mika@example.jp", "198.51.100.98", "guess"));
  expect(guesses.filter((answer) => "refused" in answer && answer.refused === "wrong").length).toBeLessThanOrEqual(10);
  await knock("mika@example.jp", "198.51.100.99");
  expect(await knock("mika@example.jp", "198.51.100.99")).toEqual({ refused: "throttled" });
  const throttled = await listSignIns(db, admin, { email: "mika", outcomes: ["throttled"], limit: 200 });
  expect(throttled.filter(({ address }) => address === "198.51.100.99")).toHaveLength(1);
});

it("keeps nobody out for ever: from where the owner came in before, strangers' guesses do not count", async () => {
  await member("yuki@example.jp");
  expect(await knock("yuki@example.jp", "203.0.113.20")).toHaveProperty("sessionId");
  for (let index = 0; index < 11; index++) await knock("yuki@example.jp", `198.51.101.${index}`, "guess");
  expect(await knock("yuki@example.jp", "198.51.101.99")).toEqual({ refused: "throttled" });
  expect(await knock("yuki@example.jp", "203.0.113.20")).toHaveProperty("sessionId");
  for (let index = 0; index < 10; index++) await knock("yuki@example.jp", "203.0.113.20", "guess");
  expect(await knock("yuki@example.jp", "203.0.113.20")).toEqual({ refused: "throttled" });
});

it("takes all addresses of one IPv6 network for one", async () => {
  await database.client.sql`insert into sign_in_attempts (id, at, email, address, outcome)
    select gen_random_uuid(), now(), n || '@example.jp', '2001:db8:0:7::' || n, 'password_wrong' from generate_series(1, 50) n`;
  expect(await knock("anybody51@example.jp", "2001:db8:0:7:ffff::1")).toEqual({ refused: "throttled" });
  expect(await knock("anybody51@example.jp", "2001:db8:0:8::1")).toEqual({ refused: "wrong" });
});

it("slows an address that tries one account after the other", async () => {
  for (let index = 0; index < 50; index++) await knock(`unknown${index}@example.jp`, "203.0.113.7");
  expect(await knock("unknown51@example.jp", "203.0.113.7")).toEqual({ refused: "throttled" });
});

it("SQL injection: what an address is looked for by is text, whatever it holds", async () => {
  for (const email of ["x' or '1' like '1", "'; drop table staff; --", "\\' or 1=1 --"])
    expect(await listSignIns(database.client.db, admin, { email })).toEqual([]);
  expect(await knock("hana@example.jp' or '1'='1", "192.0.2.9")).toEqual({ refused: "wrong" });
});

it("shows the history page by page, to those who may see the staff", async () => {
  const { db } = database.client;
  const [first, second] = await listSignIns(db, admin, { limit: 2 });
  expect(await listSignIns(db, admin, { limit: 1, before: first!.id })).toEqual([second]);
  expect(await listSignIns(db, admin, { email: "%" })).toEqual([]);
  const permissions = { ...everywhere("send"), staff: "none" } as const;
  await expect(listSignIns(db, { ...admin, permissions })).rejects.toThrow(Forbidden);
});
