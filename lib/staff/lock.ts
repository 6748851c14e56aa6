import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import { Conflict, NotFound } from "../errors.ts";

/**
 * The member, with all members locked until the transaction ends: two who manage staff and take it from each other at
 * once must not both succeed.
 */
export async function lockStaff(tx: Db, id: string): Promise<typeof staff.$inferSelect> {
  const members = await tx.select().from(staff).where(eq(staff.removed, false)).orderBy(asc(staff.id)).for("update");
  const member = members.find((one) => one.id === id);
  if (!member) throw new NotFound("この職員は登録されていません。");
  return member;
}

/** After a change: somebody must be left who can manage staff. */
export async function mustStayManaged(tx: Db): Promise<void> {
  const members = await tx.select({ permissions: staff.permissions }).from(staff).where(eq(staff.removed, false));
  if (!members.some(({ permissions }) => ["edit", "send"].includes(permissions.staff)))
    throw new Conflict(
      "職員を管理できる人がいなくなります。先に、ほかの職員に「職員と権限」の編集の権限を与えてください。",
    );
}
