import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden } from "../errors.ts";
import { writeSetting } from "../settings/settings.ts";
import { confirmSession } from "./confirm-session.ts";
import { addStaff } from "./members.ts";
import { offerSeed, resetSecondFactor, seedOf } from "./second-factor.ts";
import { openSession, pendingOfSession, staffOfSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { listSignIns } from "./sign-ins.ts";

const admin: Actor = { kind: "staff", id: "1", name: "管理者", permissions: everywhere("send"), department: null };
const password = "くもりのち晴れ、傘はいらない";
const halfMinute = 30_000;

let database: TestDatabase;
let minutes = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await writeSetting(database.client.db, "requireSecondFactor", true);
});
afterAll(() => database.drop());

async function passwordOf(email: string): Promise<string> {
  const answer = await signIn(database.client.db, { email, password });
  if (!("sessionId" in answer)) throw new Error(answer.refused);
  return answer.sessionId;
}

function codeOf(seed: string, later = 0): string {
  return new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.now() + later });
}

function give(sessionId: string, code: string) {
  return confirmSession(database.client.db, { sessionId, code });
}

/** A member with an app; each has their own half hour, so that no code of an earlier test stands in the way. */
async function enrolled(email: string) {
  const { db } = database.client;
  minutes += 30;
  vi.setSystemTime(new Date(Date.UTC(2026, 10, 21, 0, minutes)));
  const id = await addStaff(db, admin, { email, name: email, password });
  const sessionId = await passwordOf(email);
  const seed = seedOf((await pendingOfSession(db, sessionId))!.offer!);
  const answer = await give(sessionId, codeOf(seed));
  if (!("recoveryCodes" in answer)) throw new Error("not enrolled");
  vi.setSystemTime(Date.now() + 2 * halfMinute);
  return { id, seed, sessionId, recoveryCodes: answer.recoveryCodes };
}

beforeAll(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => vi.useRealTimers());

it("opens nothing before the app was set up, and everything after", async () => {
  const { db } = database.client;
  await addStaff(db, admin, { email: "first@example.jp", name: "はな", password });
  const sessionId = await passwordOf("first@example.jp");
  expect(await staffOfSession(db, sessionId)).toBeNull();
  const { offer } = (await pendingOfSession(db, sessionId))!;
  expect(await give(sessionId, "000000")).toEqual({ refused: "wrong" });
  expect(await give(sessionId, codeOf(seedOf(offer!)))).toEqual({ recoveryCodes: expect.any(Array) });
  expect(await staffOfSession(db, sessionId)).toMatchObject({ name: "はな" });
  const outcomes = (await listSignIns(db, admin, { email: "first" })).map(({ outcome }) => outcome);
  expect(outcomes.sort()).toEqual(["code_wrong", "password_accepted", "signed_in"]);
});

it("takes a code of the app once, in a session that nobody knew before", async () => {
  const { db } = database.client;
  const { seed } = await enrolled("once@example.jp");
  const pending = await passwordOf("once@example.jp");
  expect(await staffOfSession(db, pending)).toBeNull();
  expect(await pendingOfSession(db, pending)).toMatchObject({ offer: null });
  const code = codeOf(seed);
  const answer = await give(
    pending,
    [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(" "),
  );
  if (!("sessionId" in answer)) throw new Error("refused");
  expect(answer.sessionId).not.toBe(pending);
  expect(await staffOfSession(db, answer.sessionId)).toMatchObject({ name: "once@example.jp" });
  expect(await staffOfSession(db, pending)).toBeNull();
  expect(await give(pending, codeOf(seed, halfMinute))).toEqual({ refused: "expired" });
  expect(await give(await passwordOf("once@example.jp"), code)).toEqual({ refused: "wrong" });
});

it("lets one of two doors in with the same code at the same time", async () => {
  const { seed } = await enrolled("twins@example.jp");
  const doors = [await passwordOf("twins@example.jp"), await passwordOf("twins@example.jp")];
  const answers = await Promise.all(doors.map((door) => give(door, codeOf(seed))));
  expect(answers.filter((answer) => "sessionId" in answer)).toHaveLength(1);
});

it("takes the codes of half a minute ago and ahead, none older or newer", async () => {
  const { seed } = await enrolled("clock@example.jp");
  const pending = await passwordOf("clock@example.jp");
  for (const off of [-3, -2, 2, 3])
    expect(await give(pending, codeOf(seed, off * halfMinute))).toEqual({ refused: "wrong" });
  expect(await give(pending, codeOf(seed, -halfMinute))).toHaveProperty("sessionId");
  expect(await give(await passwordOf("clock@example.jp"), codeOf(seed, halfMinute))).toHaveProperty("sessionId");
});

it("takes each recovery code once, however it is typed", async () => {
  const { sql } = database.client;
  const { recoveryCodes, id } = await enrolled("lost@example.jp");
  expect(new Set(recoveryCodes).size).toBe(10);
  const typed = recoveryCodes[3]!.toLowerCase().replaceAll("-", " ");
  expect(await give(await passwordOf("lost@example.jp"), typed)).toHaveProperty("sessionId");
  expect(await give(await passwordOf("lost@example.jp"), recoveryCodes[3]!)).toEqual({ refused: "wrong" });
  expect(await give(await passwordOf("lost@example.jp"), recoveryCodes[4]!)).toHaveProperty("sessionId");
  const rows = await sql<{ code_hash: string }[]>`select code_hash from recovery_codes where staff_id = ${id}`;
  for (const { code_hash } of rows) expect(recoveryCodes.join()).not.toContain(code_hash);
});

it("checks no code after ten wrong ones, not even the right one", async () => {
  const { seed } = await enrolled("guess@example.jp");
  const pending = await passwordOf("guess@example.jp");
  for (let guess = 0; guess < 10; guess++) await give(pending, "000000");
  expect(await give(pending, codeOf(seed))).toEqual({ refused: "throttled" });
});

it("has no second app set up with what was offered before the first one was", async () => {
  const { db } = database.client;
  await addStaff(db, admin, { email: "thief@example.jp", name: "thief", password });
  const [thief, owner] = [await passwordOf("thief@example.jp"), await passwordOf("thief@example.jp")];
  const offered = async (session: string) => codeOf(seedOf((await pendingOfSession(db, session))!.offer!));
  const [ofThief, ofOwner] = [await offered(thief), await offered(owner)];
  expect(await give(owner, ofOwner)).toHaveProperty("recoveryCodes");
  expect(await give(thief, ofThief)).toEqual({ refused: "wrong" });
});

it("has no second app set up with what a sign-in was offered that ended only after the first one was", async () => {
  const { db } = database.client;
  const { id, seed } = await enrolled("late@example.jp");
  const offer = offerSeed();
  const thief = await openSession(db, { staffId: id, address: null, device: "", isConfirmed: false, offer });
  expect(await give(thief, codeOf(seedOf(offer)))).toEqual({ refused: "wrong" });
  expect(await give(thief, codeOf(seed))).toHaveProperty("sessionId");
});

it("gives up waiting for the second step", async () => {
  const { seed } = await enrolled("slow@example.jp");
  const pending = await passwordOf("slow@example.jp");
  vi.setSystemTime(Date.now() + 16 * 60_000);
  expect(await give(pending, codeOf(seed))).toEqual({ refused: "expired" });
});

it("keeps seeds sealed, and an administrator has them set up anew", async () => {
  const { db, sql } = database.client;
  const { id, seed } = await enrolled("reset@example.jp");
  const [row] = await sql<{ totp_seed: Buffer }[]>`select totp_seed from staff where id = ${id}`;
  expect(row!.totp_seed.toString("latin1")).not.toContain(seed);
  const permissions = { ...everywhere("send"), staff: "view" } as const;
  await expect(resetSecondFactor(db, { ...admin, permissions }, id)).rejects.toThrow(Forbidden);
  await resetSecondFactor(db, admin, id);
  expect((await pendingOfSession(db, await passwordOf("reset@example.jp")))!.offer).not.toBeNull();
});

it("is asked of nobody without an app while the city does not require it", async () => {
  const { db } = database.client;
  await writeSetting(db, "requireSecondFactor", null);
  await addStaff(db, admin, { email: "demo@example.jp", name: "demo", password });
  expect(await staffOfSession(db, await passwordOf("demo@example.jp"))).toMatchObject({ name: "demo" });
  await writeSetting(db, "requireSecondFactor", true);
  await enrolled("kept@example.jp");
  await writeSetting(db, "requireSecondFactor", false);
  expect(await staffOfSession(db, await passwordOf("kept@example.jp"))).toBeNull();
});
