import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import type { Actor } from "../actor.ts";
import { parse } from "../errors.ts";
import { choosePassword } from "./choose-password.ts";
import { me, provePassword } from "./own.ts";
import { endSessionsOf } from "./own-sessions.ts";
import { ChangePassword, Rename } from "./schema.ts";

export async function renameSelf(db: Db, actor: Actor, input: unknown): Promise<void> {
  const { name } = parse(Rename, input);
  const { id } = await me(db, actor);
  await db.transaction(async (tx) => {
    await tx.update(staff).set({ name }).where(eq(staff.id, id));
    await record(tx, actor, "staff.rename", `staff:${id}`, { name });
  });
}

/** A new password ends all sign-ins but this one: whoever knew the old one is out. Gives their number. */
export async function changePassword(db: Db, actor: Actor, sessionId: string, input: unknown): Promise<number> {
  const { password, newPassword } = parse(ChangePassword, input);
  const member = await me(db, actor);
  await provePassword(db, member, password);
  const { email, name } = member;
  const passwordHash = await choosePassword(db, { field: "newPassword", password: newPassword, email, name });
  return db.transaction(async (tx) => {
    await tx.update(staff).set({ passwordHash }).where(eq(staff.id, member.id));
    const ended = await endSessionsOf(tx, member.id, { except: sessionId });
    await record(tx, actor, "staff.password", `staff:${member.id}`, { sessionsEnded: ended });
    return ended;
  });
}
