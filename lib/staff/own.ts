import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import type { Actor } from "../actor.ts";
import { Conflict, Forbidden, Invalid } from "../errors.ts";
import { forgetAttempt, startAttempt } from "./attempts.ts";
import { isPassword } from "./passwords.ts";
import { spendCode } from "./second-factor.ts";

export type Me = typeof staff.$inferSelect;

/** For what each member of staff may do for themselves, whatever their permissions. */
export async function me(db: Db, actor: Actor): Promise<Me> {
  if (actor.kind !== "staff") throw new Forbidden();
  const [row] = await db
    .select()
    .from(staff)
    .where(and(eq(staff.id, actor.id), eq(staff.removed, false)));
  if (!row) throw new Forbidden();
  return row;
}

/** That it is really them, and not somebody at a desk left open. Guesses count as failed attempts to sign in. */
export async function provePassword(db: Db, member: Me, password: string): Promise<void> {
  await prove(db, member, "password_wrong", async () => {
    if (await isPassword(password, member.passwordHash)) return;
    throw new Invalid([{ path: ["password"], message: "いまのパスワードが違います。" }]);
  });
}

/** Who has no app yet has no code to prove. */
export async function proveCode(db: Db, member: Me, code: string): Promise<void> {
  if (!member.totpSeed) return;
  await prove(db, member, "code_wrong", async () => {
    if (await spendCode(db, member, code)) return;
    throw new Invalid([
      { path: ["code"], message: "確認コードが違います。一度使ったコードは使えないので、次の数字を入力してください。" },
    ]);
  });
}

async function prove(db: Db, { email }: Me, failure: "password_wrong" | "code_wrong", check: () => Promise<void>) {
  const attempt = await startAttempt(db, { email, address: null, device: "自分の設定" }, failure);
  if (!attempt)
    throw new Conflict("失敗が続いたため、いまは変更できません。15分ほど待ってから、もう一度お試しください。");
  await check();
  await forgetAttempt(db, attempt);
}
