import { desc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { formVersions } from "#db/schema/form.ts";
import { type Actor, must } from "../actor.ts";
import { NotFound } from "../errors.ts";
import type { Question } from "../preferences/schema.ts";

/** `by` is null for versions from before it was written down. */
export type FormVersion = { version: number; at: Date; by: string | null; changes: string[] };

const { version, publishedAt, publishedBy, changes } = formVersions;
const about = { version, at: publishedAt, by: publishedBy, changes };

/** Every form there was, the one in force first. */
export async function listVersions(db: Db, actor: Actor): Promise<FormVersion[]> {
  must(actor, "form", "view");
  return db.select(about).from(formVersions).orderBy(desc(version));
}

/** One of them with what was asked. */
export async function readVersion(
  db: Db,
  actor: Actor,
  number: number,
): Promise<FormVersion & { questions: Question[] }> {
  must(actor, "form", "view");
  const [row] = await db
    .select({ ...about, questions: formVersions.questions })
    .from(formVersions)
    .where(eq(version, Number.isSafeInteger(number) ? number : 0));
  if (!row) throw new NotFound("この版はありません。");
  return { ...row, questions: row.questions as Question[] };
}
