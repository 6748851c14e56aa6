import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { departments, staff, staffInvitations } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, type Department, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, isUuid, NotFound, parse } from "../errors.ts";
import { DepartmentName } from "./schema.ts";

export type DepartmentWithMembers = Department & { members: number };

/** Every department with how many belong to it. */
export async function listDepartments(db: Db, actor: Actor): Promise<DepartmentWithMembers[]> {
  must(actor, "staff", "view");
  return db
    .select({ id: departments.id, name: departments.name, members: sql<number>`count(${staff.id})::int` })
    .from(departments)
    .leftJoin(staff, and(eq(staff.departmentId, departments.id), eq(staff.removed, false)))
    .groupBy(departments.id)
    .orderBy(asc(departments.name));
}

export async function departmentsById(db: Db): Promise<Map<string, Department>> {
  const rows = await db.select({ id: departments.id, name: departments.name }).from(departments);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function addDepartment(db: Db, actor: Actor, input: unknown): Promise<Department> {
  must(actor, "staff", "edit");
  const name = parse(DepartmentName, input);
  return db.transaction(async (tx) => {
    const id = randomUUID();
    const [added] = await tx
      .insert(departments)
      .values({ id, name, createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (!added) throw alreadyThere(name);
    await record(tx, actor, "department.add", `department:${id}`, { name });
    return { id, name };
  });
}

export async function renameDepartment(db: Db, actor: Actor, id: string, input: unknown): Promise<void> {
  must(actor, "staff", "edit");
  const name = parse(DepartmentName, input);
  await db.transaction(async (tx) => {
    const before = await lockDepartment(tx, id);
    if (before.name === name) return;
    if ((await tx.$count(departments, eq(departments.name, name))) > 0) throw alreadyThere(name);
    await tx.update(departments).set({ name }).where(eq(departments.id, id));
    await record(tx, actor, "department.rename", `department:${id}`, { before: before.name, after: name });
  });
}

/** Removes a department that nobody and nothing belongs to any more. */
export async function removeDepartment(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "staff", "edit");
  await db.transaction(async (tx) => {
    const { name } = await lockDepartment(tx, id);
    await mustBeEmpty(tx, id);
    await tx.update(staff).set({ departmentId: null }).where(eq(staff.departmentId, id));
    await tx.update(staffInvitations).set({ departmentId: null }).where(eq(staffInvitations.departmentId, id));
    await tx.delete(departments).where(eq(departments.id, id));
    await record(tx, actor, "department.remove", `department:${id}`, { name });
  });
}

async function lockDepartment(tx: Db, id: string): Promise<Department> {
  const [department] = isUuid(id)
    ? await tx.select().from(departments).where(eq(departments.id, id)).for("update")
    : [];
  if (!department) throw new NotFound("この部署は登録されていません。");
  return department;
}

async function mustBeEmpty(tx: Db, id: string): Promise<void> {
  const { acceptedAt, revokedAt } = staffInvitations;
  const isOpen = and(eq(staffInvitations.departmentId, id), isNull(acceptedAt), isNull(revokedAt));
  const members = await tx.$count(staff, and(eq(staff.departmentId, id), eq(staff.removed, false)));
  const invited = await tx.$count(staffInvitations, isOpen);
  if (members + invited > 0)
    throw new Conflict("所属する職員か招待中の人がいるため、削除できません。先に所属を変更してください。");
  if ((await tx.$count(broadcasts, eq(broadcasts.departmentId, id))) > 0)
    throw new Conflict("この部署の配信の記録が残っているため、削除できません。名前の変更はできます。");
}

function alreadyThere(name: string): Conflict {
  return new Conflict(`「${name}」という部署はすでにあります。`);
}
