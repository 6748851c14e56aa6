import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { approvals, broadcasts } from "#db/schema/broadcasts.ts";
import { staff } from "#db/schema/staff.ts";
import { getEnv } from "../env.ts";
import { isUuid } from "../errors.ts";
import { sendMail } from "../notices/send-mail.ts";
import type { Broadcast } from "./compose.ts";

/** The members who may decide: who may send, of the broadcast's department or of none, and who did not ask themselves. */
export async function approversOf(tx: Db, { departmentId }: Broadcast, submitterId: string): Promise<string[]> {
  const place = departmentId
    ? or(isNull(staff.departmentId), eq(staff.departmentId, departmentId))
    : isNull(staff.departmentId);
  const maySend = sql`${staff.permissions} ->> 'broadcasts' = 'send'`;
  const rows = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.removed, false), maySend, place, ne(sql`${staff.id}::text`, submitterId)));
  return rows.map(({ id }) => id);
}

/** The member who asked. Where another system asked, or they have left: nobody in particular. */
export async function askerOf(db: Db, submitterId: string): Promise<string[] | undefined> {
  if (!isUuid(submitterId)) return undefined;
  const present = and(inArray(staff.id, [submitterId]), eq(staff.removed, false));
  return (await db.$count(staff, present)) > 0 ? [submitterId] : undefined;
}

/** Whoever asked learns by mail that it was approved; what was sent back, they are told as a notice. */
export async function mailApproval(db: Db, submissionId: string): Promise<void> {
  const [approved] = await db
    .select({ id: broadcasts.id, title: broadcasts.title, email: staff.email, decider: approvals.deciderName })
    .from(approvals)
    .innerJoin(broadcasts, eq(broadcasts.id, approvals.broadcastId))
    .innerJoin(staff, and(sql`${staff.id}::text = ${approvals.submitterId}`, eq(staff.removed, false)))
    .where(and(eq(approvals.id, submissionId), eq(approvals.decision, "approved")));
  if (!approved) return;
  const { id, title, email, decider } = approved;
  const said = `「${title}」が承認されました`;
  await sendMail({
    to: email,
    subject: `【Kairan】${said}`,
    text: `${said}\n\n${decider}が承認しました。予定の時刻に（時刻を決めていなければすぐに）配信されます。\n\n${getEnv().publicUrl}/admin/broadcasts/${id}\n`,
  });
}
