import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { formDrafts } from "#db/schema/form.ts";
import { record } from "../activity/record.ts";
import { type Actor, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, type Issue, parse } from "../errors.ts";
import { currentForm } from "../preferences/form.ts";
import { readyForm } from "./ready.ts";
import { type DraftQuestion, SaveDraft } from "./schema.ts";

/** `revision` is null while nobody prepares anything: then the questions are those in force. */
export type Draft = {
  questions: DraftQuestion[];
  revision: string | null;
  /** The version in force, and the one in force when the draft was begun. */
  version: number;
  baseVersion: number;
  saved: { at: Date; by: string } | null;
  /** What keeps it from being published, by place. */
  issues: Issue[];
};

export async function readDraft(db: Db, actor: Actor): Promise<Draft> {
  must(actor, "form", "view");
  const [{ version, questions: inForce }, [row]] = await Promise.all([currentForm(db), db.select().from(formDrafts)]);
  const questions = (row?.questions ?? inForce) as DraftQuestion[];
  return {
    questions,
    version,
    revision: row?.revision ?? null,
    baseVersion: row?.baseVersion ?? version,
    saved: row ? { at: row.updatedAt, by: row.updatedBy } : null,
    issues: readyForm(inForce, questions).issues,
  };
}

export type SavedDraft = { revision: string; at: string; issues: Issue[] };

/** Keeps the draft as it is, whole or not. Somebody else's changes that were not seen are never overwritten. */
export async function saveDraft(db: Db, actor: Actor, input: unknown): Promise<SavedDraft> {
  must(actor, "form", "edit");
  const { questions, ...seen } = parse(SaveDraft, input);
  const inForce = await currentForm(db);
  const row = { revision: randomUUID(), questions, updatedAt: now(), updatedBy: nameOf(actor) };
  await db.transaction(async (tx) => {
    const [kept] = seen.revision
      ? await tx.update(formDrafts).set(row).where(eq(formDrafts.revision, seen.revision)).returning()
      : await begin(tx, { ...row, baseVersion: seen.version }, inForce.version);
    if (!kept) throw await overtaken(tx);
    await record(tx, actor, "form.draft", "form:draft", { questions: questions.length });
  });
  return {
    revision: row.revision,
    at: row.updatedAt.toISOString(),
    issues: readyForm(inForce.questions, questions).issues,
  };
}

/** Throws the draft away; the form in force stays as it is. */
export async function discardDraft(db: Db, actor: Actor, revision: string): Promise<void> {
  must(actor, "form", "edit");
  await db.transaction(async (tx) => {
    const gone = await tx.delete(formDrafts).where(eq(formDrafts.revision, revision)).returning({ id: formDrafts.id });
    if (gone.length === 0) throw await overtaken(tx);
    await record(tx, actor, "form.discard", "form:draft");
  });
}

type Row = typeof formDrafts.$inferInsert;

async function begin(tx: Db, row: Row, inForce: number) {
  if (row.baseVersion !== inForce) return [];
  return tx.insert(formDrafts).values(row).onConflictDoNothing().returning();
}

async function overtaken(tx: Db): Promise<Conflict> {
  const [row] = await tx.select({ by: formDrafts.updatedBy }).from(formDrafts);
  return new Conflict(
    row
      ? `${row.by}さんが先に下書きを変更しました。あなたの変更はまだ保存されていません。`
      : "この下書きはすでに公開されたか、破棄されました。あなたの変更はまだ保存されていません。",
  );
}
