import { desc, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { signInAttempts } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { csvOf } from "../csv.ts";
import { parse } from "../errors.ts";
import { SignInFilter } from "./schema.ts";

const header = ["日時", "メールアドレス", "結果", "アドレス", "端末", "ID"];

/** A spreadsheet holds about a million rows. */
const longest = 1_000_000;

/** The history of sign-ins as CSV, the latest first. Who took it is recorded. */
export async function exportSignIns(db: Db, actor: Actor, input: unknown = {}): Promise<string> {
  must(actor, "staff", "view");
  const { outcomes } = parse(SignInFilter, input);
  await record(db, actor, "sign-ins.export", "sign-ins", outcomes ? { outcomes } : {});
  const { email, outcome, address, device, id } = signInAttempts;
  const at = sql<string>`to_char(${signInAttempts.at} at time zone 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI:SS"+09:00"')`;
  const rows = await db
    .select({ at, email, outcome, address, device, id })
    .from(signInAttempts)
    .where(outcomes && inArray(outcome, outcomes))
    .orderBy(desc(signInAttempts.at), desc(id))
    .limit(longest);
  return csvOf(
    header,
    rows.map((row) => Object.values(row)),
  );
}
