import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../errors.ts";
import { changeStaff } from "./change.ts";
import { addDepartment, listDepartments, removeDepartment, renameDepartment } from "./departments.ts";
import { listSessionsOf, listStaff, readStaff } from "./list.ts";
import { addStaff } from "./members.ts";
import { endSessionOf, removeStaff } from "./remove.ts";
import { roleOf, roles } from "./roles.ts";
import { resetSecondFactor } from "./second-factor.ts";
import { staffOfSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const operator: Actor = { kind: "system", task: "test" };
const password = "correct horse battery";
const [administrator, department] = roles.map((role) => role.permissions);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function member(email: string, permissions = administrator!, departmentId: string | null = null) {
  const { db } = database.client;
  const id = await addStaff(db, operator, { email, name: email, password, permissions, departmentId });
  const { name, department } = await readStaff(db, operator, id);
  return { kind: "staff", id, name, permissions, department } satisfies Actor;
}

async function signedIn(email: string): Promise<string> {
  const answer = await signIn(database.client.db, { email, password });
  return "sessionId" in answer ? answer.sessionId : "";
}

const recorded = (subject: string) =>
  database.client.sql`select action, detail from activities where subject = ${subject} order by at, id`;

it("a member is seen with department, sessions and last sign-in, and changes hold from the next click", async () => {
  const { db } = database.client;
  const place = await addDepartment(db, operator, " 防災課 ");
  const chief = await member("chief@example.jp");
  const clerk = await member("clerk@example.jp", department, place.id);
  const session = await signedIn("clerk@example.jp");
  expect(await readStaff(db, chief, clerk.id)).toMatchObject({
    email: "clerk@example.jp",
    department: { name: "防災課" },
    sessions: 1,
    hasSecondFactor: false,
    lastSignInAt: expect.any(Date),
  });
  await changeStaff(db, chief, clerk.id, { permissions: { ...department, mail: "send" }, departmentId: null });
  expect(await staffOfSession(db, session)).toMatchObject({ permissions: { mail: "send" }, department: null });
  expect((await recorded(`staff:${clerk.id}`)).at(-1)).toMatchObject({
    action: "staff.change",
    detail: { departmentId: { before: place.id, after: null }, permissions: { after: { mail: "send" } } },
  });
  await changeStaff(db, chief, clerk.id, { departmentId: null });
  expect(await recorded(`staff:${clerk.id}`)).toHaveLength(2);
  expect((await listStaff(db, chief)).map(({ email }) => email)).toEqual(["chief@example.jp", "clerk@example.jp"]);
});

it("a removed member is out at the next click, and so is a session that was ended", async () => {
  const { db } = database.client;
  const chief = await member("boss@example.jp");
  const leaver = await member("leaver@example.jp", department);
  const [one, other] = [await signedIn("leaver@example.jp"), await signedIn("leaver@example.jp")];
  expect(await listSessionsOf(db, chief, leaver.id)).toHaveLength(2);
  await endSessionOf(db, chief, leaver.id, one);
  expect([await staffOfSession(db, one), (await staffOfSession(db, other))?.id]).toEqual([null, leaver.id]);

  await removeStaff(db, chief, leaver.id);
  expect(await staffOfSession(db, other)).toBeNull();
  expect(await signedIn("leaver@example.jp")).toBe("");
  expect((await recorded(`staff:${leaver.id}`)).map(({ action }) => action)).toEqual([
    "staff.add",
    "session.end",
    "staff.remove",
  ]);
  await expect(readStaff(db, chief, leaver.id)).rejects.toThrow(NotFound);
  await expect(removeStaff(db, chief, chief.id)).rejects.toThrow(Conflict);
});

it("nobody gives what they do not have, and a department's own people stay in it", async () => {
  const { db } = database.client;
  const place = await addDepartment(db, operator, "消防局");
  const other = await addDepartment(db, operator, "水道局");
  const limited = { ...everywhere("none"), staff: "edit", broadcasts: "view" } as const;
  const manager = await member("manager@example.jp", limited, place.id);
  const colleague = await member("colleague@example.jp", { ...department!, broadcasts: "send" }, place.id);
  const give = (permissions: object) => changeStaff(db, manager, colleague.id, { permissions });

  await expect(give({ ...colleague.permissions, form: "edit" })).rejects.toThrow(Forbidden);
  await expect(changeStaff(db, manager, manager.id, { permissions: everywhere("send") })).rejects.toThrow(Forbidden);
  await expect(changeStaff(db, manager, manager.id, { departmentId: null })).rejects.toThrow(Forbidden);
  await expect(changeStaff(db, manager, colleague.id, { departmentId: other.id })).rejects.toThrow(Forbidden);
  await expect(
    addStaff(db, manager, { email: "new@example.jp", name: "新", password, permissions: "view" }),
  ).rejects.toThrow(Forbidden);
  await expect(give({ ...colleague.permissions, segments: "none" })).rejects.toThrow(Forbidden);
  await give({ ...colleague.permissions, staff: "view" });
  expect((await readStaff(db, manager, colleague.id)).permissions).toMatchObject({
    broadcasts: "send",
    staff: "view",
  });
});

it("somebody who can manage staff is always left, even when two take it from each other at once", async () => {
  const alone = await createTestDatabase();
  const { db } = alone.client;
  const people = ["a@example.jp", "b@example.jp"];
  const ids = await Promise.all(
    people.map((email) => addStaff(db, operator, { email, name: email, password, permissions: administrator })),
  );
  const actors = ids.map(
    (id) => ({ kind: "staff", id, name: id, permissions: administrator!, department: null }) as const,
  );
  const outcomes = await Promise.allSettled([
    removeStaff(db, actors[0]!, ids[1]!),
    removeStaff(db, actors[1]!, ids[0]!),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [left] = await listStaff(db, operator);
  await expect(changeStaff(db, operator, left!.id, { permissions: "view" })).rejects.toThrow(Conflict);
  await expect(removeStaff(db, operator, left!.id)).rejects.toThrow(Conflict);
  await alone.drop();
});

it("a department keeps its name to itself and goes only when nobody belongs to it", async () => {
  const { db } = database.client;
  const place = await addDepartment(db, operator, "広報課");
  await expect(addDepartment(db, operator, "広報課")).rejects.toThrow(Conflict);
  await expect(addDepartment(db, operator, " ")).rejects.toThrow(Invalid);
  const clerk = await member("pr@example.jp", department, place.id);
  await renameDepartment(db, operator, place.id, "広報広聴課");
  expect(await listDepartments(db, operator)).toContainEqual({ id: place.id, name: "広報広聴課", members: 1 });
  await expect(removeDepartment(db, operator, place.id)).rejects.toThrow("所属する職員");
  await changeStaff(db, operator, clerk.id, { departmentId: null });
  await removeDepartment(db, operator, place.id);
  await expect(renameDepartment(db, operator, place.id, "何か")).rejects.toThrow(NotFound);
  await expect(changeStaff(db, operator, clerk.id, { departmentId: place.id })).rejects.toThrow(Conflict);
});

it("is nothing for those who may only look", async () => {
  const { db } = database.client;
  const viewer = await member("viewer@example.jp", roles[2]!.permissions);
  for (const act of [listStaff, listDepartments]) await expect(act(db, viewer)).rejects.toThrow(Forbidden);
  await expect(changeStaff(db, viewer, viewer.id, { permissions: "send" })).rejects.toThrow(Forbidden);
  await expect(removeStaff(db, viewer, viewer.id)).rejects.toThrow(Forbidden);
  await expect(endSessionOf(db, viewer, viewer.id, viewer.id)).rejects.toThrow(Forbidden);
  await expect(addDepartment(db, viewer, "企画課")).rejects.toThrow(Forbidden);
});

it("a role is known by its set, in whatever order it was stored", () => {
  expect(roles.map(({ permissions }) => roleOf(permissions)?.name)).toEqual(["管理者", "配信部署", "閲覧"]);
  expect(roleOf(Object.fromEntries(Object.entries(department!).reverse()) as typeof department & {})?.key).toBe(
    "department",
  );
  expect(roleOf({ ...department!, mail: "none" })).toBeNull();
});

it("who manages staff with fewer permissions neither removes nor weakens a colleague with more", async () => {
  const { db } = database.client;
  const limited = await member("limited@example.jp", { ...everywhere("none"), staff: "edit" });
  const strong = await member("strong@example.jp");
  const weaker = { permissions: { ...strong.permissions, broadcasts: "view" } };
  await expect(removeStaff(db, limited, strong.id)).rejects.toThrow(Forbidden);
  await expect(resetSecondFactor(db, limited, strong.id)).rejects.toThrow(Forbidden);
  await expect(changeStaff(db, limited, strong.id, weaker)).rejects.toThrow(Forbidden);
  expect(await readStaff(db, operator, strong.id)).toMatchObject({ permissions: strong.permissions });
  const equal = await member("equal@example.jp", { ...everywhere("none"), staff: "view" });
  await removeStaff(db, limited, equal.id);
});
