import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { formDrafts } from "#db/schema/form.ts";
import { type Actor, must } from "../actor.ts";
import { Conflict, Invalid, NotFound, parse } from "../errors.ts";
import { currentForm, publishForm } from "../preferences/form.ts";
import { formChanges, withdrawals } from "./changes.ts";
import { type Consequence, consequencesOf } from "./consequences.ts";
import { type Draft, readDraft } from "./draft.ts";
import { readyForm } from "./ready.ts";
import { type DraftQuestion, PublishDraft } from "./schema.ts";

export type Review = Omit<Draft, "questions" | "revision"> & {
  revision: string;
  changes: string[];
  consequences: Consequence[];
};

/** What publishing the draft would change, and for whom. */
export async function reviewDraft(db: Db, actor: Actor): Promise<Review> {
  must(actor, "form", "edit");
  const { questions: drafted, revision, ...draft } = await readDraft(db, actor);
  if (!revision) throw new NotFound("登録フォームの下書きはありません。");
  const { questions: inForce } = await currentForm(db);
  const after = readyForm(inForce, drafted).questions;
  if (!after) return { ...draft, revision, changes: [], consequences: [] };
  return {
    ...draft,
    revision,
    changes: formChanges(inForce, after),
    consequences: await consequencesOf(db, after, withdrawals(inForce, after)),
  };
}

/** Makes the draft the form, if both are still as they were looked at. Returns the version in force. */
export async function publishDraft(db: Db, actor: Actor, input: unknown): Promise<number> {
  must(actor, "form", "send");
  const seen = parse(PublishDraft, input);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7102)`);
    const [draft] = await tx.delete(formDrafts).where(eq(formDrafts.revision, seen.revision)).returning();
    const inForce = await currentForm(tx);
    if (!draft || inForce.version !== seen.version)
      throw new Conflict("確認している間に内容が変更されました。もう一度内容を確かめてください。");
    const { questions, issues } = readyForm(inForce.questions, draft.questions as DraftQuestion[]);
    if (!questions) throw new Invalid(issues);
    return publishForm(tx, actor, questions);
  });
}
