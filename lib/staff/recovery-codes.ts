import { createHmac, randomInt, randomUUID } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { recoveryCodes } from "#db/schema/staff.ts";
import { now } from "../clock.ts";
import { deriveKeys } from "../sealing.ts";

const howMany = 10;
const length = 12;
/** Without letters that are taken for one another on paper: 5 bits each, 60 for a code. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** New codes in place of all older ones. They are shown once; we keep hashes that need SECRET_KEY to be tried. */
export async function renewRecoveryCodes(tx: Db, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, makeCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ id: randomUUID(), staffId, codeHash: hashesOf(code)[0]!, madeAt: now() })));
  return codes;
}

/** Whether the code was one of theirs and unused; it is used from now on. */
export async function redeemRecoveryCode(tx: Db, staffId: string, code: string): Promise<boolean> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: now() })
    .where(
      and(
        eq(recoveryCodes.staffId, staffId),
        inArray(recoveryCodes.codeHash, hashesOf(code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  return used.length === 1;
}

export async function recoveryCodesLeft(db: Db, staffId: string): Promise<number> {
  return db.$count(recoveryCodes, and(eq(recoveryCodes.staffId, staffId), isNull(recoveryCodes.usedAt)));
}

function makeCode(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
  return letters.match(/.{4}/g)!.join("-");
}

/** However it was typed: small letters, without hyphens. By today's key, then by the older ones: a hash cannot be made anew. */
function hashesOf(code: string): string[] {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return deriveKeys("recovery-code").map((key) => createHmac("sha256", key).update(letters).digest("hex"));
}
