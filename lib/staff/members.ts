import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, NotFound, parse } from "../errors.ts";
import { mustOwn, mustOwnDepartment } from "./gift.ts";
import { hashPassword } from "./passwords.ts";
import { AddStaff } from "./schema.ts";

/** Adds a staff member who may sign in at once. */
export async function addStaff(db: Db, actor: Actor, input: unknown): Promise<string> {
  must(actor, "staff", "edit");
  const { password, ...member } = parse(AddStaff, input);
  mustOwn(actor, member.permissions);
  mustOwnDepartment(actor, member.departmentId);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const id = await enterMember(tx, { ...member, passwordHash });
    await record(tx, actor, "staff.add", `staff:${id}`, { permissions: member.permissions });
    return id;
  });
}

type Entering = Omit<typeof staff.$inferInsert, "id" | "createdAt" | "removed">;

/** Writes a member down; whoever was removed and comes back is the same person in the records. */
export async function enterMember(tx: Db, member: Entering): Promise<string> {
  const row = { ...member, createdAt: now(), removed: false };
  const [entered] = await tx
    .insert(staff)
    .values({ ...row, id: randomUUID() })
    .onConflictDoUpdate({ target: staff.email, set: row, setWhere: eq(staff.removed, true) })
    .returning({ id: staff.id });
  if (!entered) throw new Conflict(`${member.email} はすでに登録されています。`);
  return entered.id;
}

export async function staffIdOf(db: Db, email: string): Promise<string> {
  const [member] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.email, email.toLowerCase()), eq(staff.removed, false)));
  if (!member) throw new NotFound(`${email} は登録されていません。`);
  return member.id;
}
