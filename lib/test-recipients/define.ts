import { and, eq, notInArray } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { testRecipients } from "#db/schema/settings.ts";
import { now } from "../clock.ts";

/** Makes exactly these the profile's test recipients; those who registered by a code stay. */
export async function defineTestRecipients(tx: Db, recipients: { name: string; lineUserId: string }[]): Promise<void> {
  for (const { name, lineUserId } of recipients)
    await tx
      .insert(testRecipients)
      .values({ name, lineUserId, ofProfile: true, createdAt: now() })
      .onConflictDoUpdate({ target: testRecipients.lineUserId, set: { name, ofProfile: true } });
  const kept = recipients.map((recipient) => recipient.lineUserId);
  const gone = kept.length > 0 ? notInArray(testRecipients.lineUserId, kept) : undefined;
  await tx.delete(testRecipients).where(and(eq(testRecipients.ofProfile, true), gone));
}
