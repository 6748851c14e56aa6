import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { notices } from "#db/schema/settings.ts";
import { staff } from "#db/schema/staff.ts";
import { getEnv } from "../env.ts";
import type { LineClient } from "../line/client.ts";
import { readSetting } from "../settings/settings.ts";
import { broadcastOf, type Notice } from "./notify.ts";
import { sendMail } from "./send-mail.ts";

const timeoutMs = 10_000;

/**
 * Tells staff outside the screen, by every way that is set up: e-mail (SMTP_URL), webhook (STAFF_ALERT_URL), LINE push
 * to the duty staff. Each way is marked once it worked, so that a retry never tells the same thing twice.
 */
export async function tellStaff(db: Db, line: LineClient, id: string): Promise<void> {
  const [notice] = await db.select().from(notices).where(eq(notices.id, id));
  if (!notice) return;
  const ways: Record<string, () => Promise<void>> = {
    mail: () => tellByMail(db, notice),
    webhook: () => tellByWebhook(notice),
    line: () => tellByLine(db, line, notice),
  };
  const open = Object.keys(ways).filter((way) => !notice.told.includes(way));
  const outcomes = await Promise.allSettled(open.map((way) => once(db, id, way, ways[way]!)));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

async function once(db: Db, id: string, way: string, tell: () => Promise<void>): Promise<void> {
  await tell();
  await db
    .update(notices)
    .set({ told: sql`array_append(${notices.told}, ${way})` })
    .where(eq(notices.id, id));
}

async function tellByMail(db: Db, notice: Notice): Promise<void> {
  const { smtpUrl, publicUrl } = getEnv();
  if (!smtpUrl) return;
  const bcc = await addressesFor(db, notice);
  if (bcc.length === 0) return;
  const { title, advice } = notice;
  await sendMail({
    bcc,
    subject: `【Kairan】${title}`,
    text: `${title}\n\n${advice}\n\n${publicUrl}/admin\n`,
  });
}

/** A notice for some goes to them; one about a broadcast to no other department: not even its title is theirs to know. */
async function addressesFor(db: Db, { cause, mailTo }: Notice): Promise<string[]> {
  const subject = broadcastOf(cause) ?? null;
  const recipients = await db
    .select({ email: staff.email })
    .from(staff)
    .where(
      and(
        eq(staff.removed, false),
        mailTo ? inArray(staff.id, mailTo) : undefined,
        sql`(${staff.departmentId} is null or not exists (select 1 from broadcasts
          where broadcasts.id = ${subject}::uuid and broadcasts.department_id is distinct from ${staff.departmentId}))`,
      ),
    );
  return recipients.map((member) => member.email);
}

async function tellByWebhook({ id, cause, title, advice, raisedAt }: Notice): Promise<void> {
  const { staffAlertUrl } = getEnv();
  if (!staffAlertUrl) return;
  const response = await fetch(staffAlertUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id, cause, title, advice, raisedAt, text: `${title}\n${advice}` }),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`STAFF_ALERT_URL answered ${response.status}`);
}

/** The notice's own id is the retry key: LINE takes it once, however often we ask. */
async function tellByLine(db: Db, line: LineClient, { id, title, advice }: Notice): Promise<void> {
  const to = await readSetting(db, "dutyStaff");
  if (to.length === 0) return;
  const messages = [{ type: "text", text: `【Kairan】${title}\n${advice}` }];
  const { status } = await line.post("/v2/bot/message/multicast", JSON.stringify({ to, messages }), id);
  if (status !== 200 && status !== 409) throw new Error(`LINE answered ${status} for a notice`);
}
