import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { Conflict, parse } from "../errors.ts";
import { departmentsById } from "./departments.ts";
import { mustOwn, mustOwnDepartment } from "./gift.ts";
import { endInvitationsOf } from "./invitations.ts";
import { lockStaff, mustStayManaged } from "./lock.ts";
import { ChangeStaff } from "./schema.ts";

/** Changes a member's name, permissions or department. It holds from their next click. */
export async function changeStaff(db: Db, actor: Actor, id: string, input: unknown): Promise<void> {
  must(actor, "staff", "edit");
  const change = parse(ChangeStaff, input);
  await db.transaction(async (tx) => {
    const before = await lockStaff(tx, id);
    if (change.permissions) mustOwn(actor, change.permissions, before.permissions);
    if (change.departmentId !== undefined && change.departmentId !== before.departmentId)
      await mustPlace(tx, actor, change.departmentId);
    const changed = differences(before, change);
    if (Object.keys(changed).length === 0) return;
    const [after] = await tx.update(staff).set(change).where(eq(staff.id, id)).returning();
    await mustStayManaged(tx);
    await endInvitationsOf(tx, actor, after!);
    await record(tx, actor, "staff.change", `staff:${id}`, changed);
  });
}

async function mustPlace(tx: Db, actor: Actor, departmentId: string | null): Promise<void> {
  mustOwnDepartment(actor, departmentId);
  if (departmentId && !(await departmentsById(tx)).has(departmentId))
    throw new Conflict("この部署はもうありません。画面を読み込み直して、選び直してください。");
}

/** Each that is new, with what it was. */
function differences(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, object> {
  const entries = Object.entries(after).filter(([key, value]) => value !== undefined && !same(before[key], value));
  return Object.fromEntries(entries.map(([key, value]) => [key, { before: before[key], after: value }]));
}

function same(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) => (value && typeof value === "object" ? Object.entries(value).sort() : value);
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}
