import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, Invalid } from "../errors.ts";
import { writeSetting } from "../settings/settings.ts";
import { addStaff } from "./members.ts";
import { changePassword, renameSelf } from "./own-account.ts";
import {
  offerSecondFactor,
  ownSecondFactor,
  removeOwnSecondFactor,
  renewOwnRecoveryCodes,
  takeOffer,
} from "./own-second-factor.ts";
import { endOtherSessions, endOwnSession, listOwnSessions } from "./own-sessions.ts";
import { seedOf } from "./second-factor.ts";
import { pendingOfSession, staffOfSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const system: Actor = { kind: "system", task: "test" };
const password = "くもりのち晴れ、傘はいらない";
const newPassword = "kettle umbrella tram";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function enter(email: string, typed = password): Promise<string> {
  const answer = await signIn(database.client.db, { email, password: typed, address: "192.0.2.9" });
  if (!("sessionId" in answer)) throw new Error(answer.refused);
  return answer.sessionId;
}

/** A member who may see nothing of the admin pages but their own account. */
async function member(email: string) {
  const id = await addStaff(database.client.db, system, { email, name: email, password, permissions: "none" });
  const actor: Actor = { kind: "staff", id, name: email, permissions: everywhere("none"), department: null };
  return { id, actor, session: await enter(email) };
}

function codeOf(offer: Buffer, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(seedOf(offer)) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

it("lets a password be changed by who knows it, and ends every other sign-in", async () => {
  const { db } = database.client;
  const { actor, session } = await member("change@example.jp");
  const others = [await enter("change@example.jp"), await enter("change@example.jp")];
  await expect(changePassword(db, actor, session, { password: "wrong", newPassword })).rejects.toThrow(Invalid);
  expect(await staffOfSession(db, others[0]!)).not.toBeNull();
  expect(await changePassword(db, actor, session, { password, newPassword })).toBe(2);
  expect(await staffOfSession(db, session)).not.toBeNull();
  for (const other of others) expect(await staffOfSession(db, other)).toBeNull();
  await expect(enter("change@example.jp")).rejects.toThrow("wrong");
  expect(await staffOfSession(db, await enter("change@example.jp", newPassword))).not.toBeNull();
});

it.each(["short", "password1234", "weakling@example"])("takes no new password like %s", async (weak) => {
  const { db } = database.client;
  const { actor, session } = await member(`weakling@example${weak.length}.jp`);
  const changing = changePassword(db, actor, session, { password, newPassword: weak });
  await expect(changing).rejects.toMatchObject({ issues: [{ path: ["newPassword"] }] });
});

it("ends one of one's own sign-ins or all others, never a colleague's", async () => {
  const { db } = database.client;
  const { actor, session } = await member("mine@example.jp");
  const colleague = await member("colleague@example.jp");
  const [second] = [await enter("mine@example.jp"), await enter("mine@example.jp")];
  expect(await listOwnSessions(db, actor)).toHaveLength(3);
  await endOwnSession(db, actor, colleague.session);
  expect(await staffOfSession(db, colleague.session)).not.toBeNull();
  await endOwnSession(db, actor, second!);
  expect(await staffOfSession(db, second!)).toBeNull();
  expect(await endOtherSessions(db, actor, session)).toBe(1);
  expect(await listOwnSessions(db, actor)).toMatchObject([{ id: session, address: "192.0.2.9" }]);
});

it("ends a sign-in by itself: without a request for too long, and in any case", async () => {
  const { db, sql } = database.client;
  const { actor, session } = await member("idle@example.jp");
  await sql`update staff_sessions set seen_at = now() - interval '7 hours' where id = ${session}`;
  expect(await staffOfSession(db, session)).not.toBeNull();
  await sql`update staff_sessions set seen_at = now() - interval '9 hours' where id = ${session}`;
  expect(await staffOfSession(db, session)).toBeNull();
  expect(await listOwnSessions(db, actor)).toEqual([]);
  await sql`update staff_sessions set seen_at = now(), created_at = now() - interval '13 hours' where id = ${session}`;
  expect(await staffOfSession(db, session)).toBeNull();
  await writeSetting(db, "sessionHours", { idle: 8, absolute: 24 });
  expect(await staffOfSession(db, session)).not.toBeNull();
});

it("sets an app up, changes it and takes it away, each only with the password and the app before it", async () => {
  const { db } = database.client;
  const { actor, session } = await member("app@example.jp");
  await expect(offerSecondFactor(db, actor, session, { password: "wrong" })).rejects.toThrow(Invalid);
  const { offer: first } = await offerSecondFactor(db, actor, session, { password });
  await expect(takeOffer(db, actor, session, { code: "000000" })).rejects.toThrow(Invalid);
  const codes = await takeOffer(db, actor, session, { code: codeOf(first, -1) });
  expect(await ownSecondFactor(db, actor)).toEqual({ isSetUp: true, isRequired: false, codesLeft: 10 });
  expect(await pendingOfSession(db, await enter("app@example.jp"))).not.toBeNull();

  await expect(offerSecondFactor(db, actor, session, { password })).rejects.toThrow(Invalid);
  const { offer: second } = await offerSecondFactor(db, actor, session, { password, code: codes[0]! });
  await takeOffer(db, actor, session, { code: codeOf(second, -1) });
  await expect(renewOwnRecoveryCodes(db, actor, { password, code: codes[1]! })).rejects.toThrow(Invalid);
  const renewed = await renewOwnRecoveryCodes(db, actor, { password, code: codeOf(second) });

  await writeSetting(db, "requireSecondFactor", true);
  await expect(removeOwnSecondFactor(db, actor, { password, code: renewed[0]! })).rejects.toThrow(Conflict);
  await writeSetting(db, "requireSecondFactor", null);
  await removeOwnSecondFactor(db, actor, { password, code: renewed[0]! });
  expect(await ownSecondFactor(db, actor)).toEqual({ isSetUp: false, isRequired: false, codesLeft: 0 });
});

it("is for staff themselves, not for tokens, and not for who was removed", async () => {
  const { db, sql } = database.client;
  const { actor, id, session } = await member("gone@example.jp");
  await renameSelf(db, actor, { name: "新しい名前" });
  expect(await staffOfSession(db, session)).toMatchObject({ name: "新しい名前" });
  await sql`update staff set removed = true where id = ${id}`;
  await expect(listOwnSessions(db, actor)).rejects.toThrow(Forbidden);
  await expect(renameSelf(db, { ...actor, kind: "api" } as Actor, { name: "x" })).rejects.toThrow(Forbidden);
});

it("has 35 signed in at once, and who is removed is out at the next request", async () => {
  const { db, sql } = database.client;
  const everybody = await Promise.all(Array.from({ length: 35 }, (_, index) => member(`many${index}@example.jp`)));
  const seen = () => Promise.all(everybody.map(({ session }) => staffOfSession(db, session)));
  expect((await seen()).map((who) => who?.id)).toEqual(everybody.map(({ id }) => id));
  await sql`update staff set removed = true where id = ${everybody[17]!.id}`;
  const after = await seen();
  expect(after[17]).toBeNull();
  expect(after.filter(Boolean)).toHaveLength(34);
}, 60_000);
