import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { getEnv } from "../env.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../errors.ts";
import { changeStaff } from "./change.ts";
import { addDepartment } from "./departments.ts";
import { inviteStaff, listInvitations, readInvitation, revokeInvitation } from "./invitations.ts";
import { acceptInvitation } from "./join.ts";
import { readStaff } from "./list.ts";
import { mailInvitation } from "./mail-invitation.ts";
import { addStaff, staffIdOf } from "./members.ts";
import { removeStaff } from "./remove.ts";
import { roles } from "./roles.ts";
import { signIn } from "./sign-in.ts";

const operator: Actor = { kind: "system", task: "test" };
const chief: Actor = { kind: "staff", id: "1", name: "広報課長", permissions: everywhere("send"), department: null };
const password = "correct horse battery";
const { permissions } = roles[1]!;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await inviteStaff(database.client.db, operator, {
    email: "first@example.jp",
    permissions: "send",
    departmentId: null,
  }).then(({ link }) => acceptInvitation(database.client.db, { token: tokenIn(link), name: "最初", password }));
});
afterAll(() => database.drop());

function invite(email: string, more: object = {}) {
  return inviteStaff(database.client.db, chief, { email, permissions, departmentId: null, ...more });
}

function tokenIn(link: string): string {
  return new URL(link).pathname.split("/").at(-1)!;
}

it("lets somebody in once, with the permissions and the department they were invited to", async () => {
  const { db, sql } = database.client;
  const place = await addDepartment(db, operator, "防災課");
  const { link, isMailed } = await invite(" New@Example.jp ", { departmentId: place.id });
  expect([link.startsWith("http://localhost:3000/admin/invitation/"), isMailed]).toEqual([true, false]);
  expect(await readInvitation(db, tokenIn(link))).toMatchObject({ email: "new@example.jp", department: place });
  expect(JSON.stringify(await sql`select * from staff_invitations`)).not.toContain(tokenIn(link));

  const joining = { token: tokenIn(link), name: "新人", password };
  const both = await Promise.allSettled([acceptInvitation(db, joining), acceptInvitation(db, joining)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(readInvitation(db, tokenIn(link))).rejects.toThrow(NotFound);
  expect(await readStaff(db, chief, await staffIdOf(db, "new@example.jp"))).toMatchObject({
    name: "新人",
    department: place,
    permissions,
  });
  expect(await signIn(db, { email: "new@example.jp", password })).toHaveProperty("sessionId");
  expect((await sql`select 1 from activities where action = 'staff.join' and actor->>'name' = '新人'`).length).toBe(1);
});

it("is void when taken back, when replaced by a newer one, and after three days", async () => {
  const { db, sql } = database.client;
  const taken = await invite("taken@example.jp");
  await revokeInvitation(db, chief, taken.id);
  const old = await invite("again@example.jp");
  const fresh = await invite("again@example.jp");
  const late = await invite("late@example.jp");
  await sql`update staff_invitations set expires_for = now() - interval '1 second' where id = ${late.id}`;
  for (const { link } of [taken, old, late])
    await expect(acceptInvitation(db, { token: tokenIn(link), name: "だれか", password })).rejects.toThrow(NotFound);
  expect((await listInvitations(db, chief)).map(({ id }) => id)).toEqual([fresh.id]);
  await expect(revokeInvitation(db, chief, taken.id)).rejects.toThrow(NotFound);
  await expect(acceptInvitation(db, { token: "x", name: "だれか", password })).rejects.toThrow(NotFound);
  await expect(acceptInvitation(db, { token: tokenIn(fresh.link), name: "だれか", password: "short" })).rejects.toThrow(
    Invalid,
  );
  expect(await readInvitation(db, tokenIn(fresh.link))).toMatchObject({ id: fresh.id });
});

it("gives nothing that the inviter does not have, and nobody a second account", async () => {
  const limited: Actor = { ...chief, permissions: { ...everywhere("none"), staff: "edit" } };
  const { db } = database.client;
  const somebody = { email: "x@example.jp", permissions, departmentId: null };
  await expect(inviteStaff(db, limited, somebody)).rejects.toThrow(Forbidden);
  await expect(inviteStaff(db, { ...chief, permissions: everywhere("view") }, somebody)).rejects.toThrow(Forbidden);
  await expect(invite("first@example.jp")).rejects.toThrow(Conflict);
  await expect(invite("no address")).rejects.toThrow("メールアドレスの形");
});

it("brings back whoever was removed, with nothing left of before", async () => {
  const { db } = database.client;
  const { link } = await invite("back@example.jp", { permissions: "send" });
  await acceptInvitation(db, { token: tokenIn(link), name: "前の名前", password });
  const id = await staffIdOf(db, "back@example.jp");
  await removeStaff(db, chief, id);
  const again = await invite("back@example.jp");
  await acceptInvitation(db, { token: tokenIn(again.link), name: "戻った人", password: "another horse battery" });
  expect(await readStaff(db, chief, id)).toMatchObject({ name: "戻った人", permissions, hasSecondFactor: false });
  expect(await signIn(db, { email: "back@example.jp", password })).toEqual({ refused: "wrong" });
});

describe("ends with the right of whoever invited", () => {
  async function inviter(name: string): Promise<Extract<Actor, { kind: "staff" }>> {
    const { db } = database.client;
    const email = `${name}@example.jp`;
    const id = await addStaff(db, operator, { email, name, password, permissions: "send" });
    return { kind: "staff", id, name, permissions: everywhere("send"), department: null };
  }
  const openFor = async (email: string) =>
    (await listInvitations(database.client.db, chief)).some((one) => one.email === email);

  it("when they are removed, and then only theirs", async () => {
    const { db } = database.client;
    const leaving = await inviter("leaving");
    const theirs = await inviteStaff(db, leaving, { email: "backdoor@example.jp", permissions, departmentId: null });
    await invite("others@example.jp");
    await removeStaff(db, chief, leaving.id);
    expect([await openFor("backdoor@example.jp"), await openFor("others@example.jp")]).toEqual([false, true]);
    const joining = { token: tokenIn(theirs.link), name: "裏口", password };
    await expect(acceptInvitation(db, joining)).rejects.toThrow(NotFound);
    const late = { email: "late-backdoor@example.jp", permissions, departmentId: null };
    await expect(inviteStaff(db, leaving, late)).rejects.toThrow(Forbidden);
  });

  it.each<[string, object, boolean]>([
    ["they may no longer invite", { permissions: { ...everywhere("send"), staff: "view" } }, false],
    ["they no longer have what they gave", { permissions: { ...everywhere("none"), staff: "send" } }, false],
    ["they keep what is needed", { permissions: { ...everywhere("send"), analytics: "none" } }, true],
    ["only their name is another", { name: "新しい名前" }, true],
  ])("when %s", async (what, change, stays) => {
    const { db } = database.client;
    const changed = await inviter(what.replaceAll(" ", "-"));
    const email = `by-${changed.id}@example.jp`;
    const given = { ...everywhere("none"), broadcasts: "send" };
    await inviteStaff(db, changed, { email, permissions: given, departmentId: null });
    await changeStaff(db, chief, changed.id, change);
    expect(await openFor(email)).toBe(stays);
  });

  it("when they are placed in a department that the invited is not of", async () => {
    const { db } = database.client;
    const moved = await inviter("moved");
    await inviteStaff(db, moved, { email: "elsewhere@example.jp", permissions, departmentId: null });
    const { id } = await addDepartment(db, operator, "税務課");
    await changeStaff(db, chief, moved.id, { departmentId: id });
    expect(await openFor("elsewhere@example.jp")).toBe(false);
  });
});

it("goes out by mail where a mail server is set up, and no more once it was taken back", async () => {
  const { db, sql } = database.client;
  const mails: { to: string; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: async (stream, session, done) => {
      let text = "";
      for await (const chunk of stream) text += chunk;
      mails.push({ to: session.envelope.rcptTo[0]!.address, text: bodyOf(text) });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(getEnv(), { smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
  const { id, link, isMailed } = await invite("mailed@example.jp");
  expect(isMailed).toBe(true);
  expect(await sql`select 1 from graphile_worker.jobs where task_identifier = 'staff.invite'`).toHaveLength(1);
  await mailInvitation(db, id);
  expect(mails).toMatchObject([{ to: "mailed@example.jp", text: expect.stringContaining(link) }]);
  await revokeInvitation(db, chief, id);
  await mailInvitation(db, id);
  expect(mails).toHaveLength(1);
  Object.assign(getEnv(), { smtpUrl: null });
  await new Promise<void>((resolve) => server.close(resolve));
});

function bodyOf(raw: string): string {
  const body = raw.split("\r\n\r\n").slice(1).join("");
  return Buffer.from(body, "base64").toString();
}
