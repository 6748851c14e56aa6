import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers, preferences } from "#db/schema/followers.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { Forbidden } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import { seal, unseal } from "../sealing.ts";
import { checkAnswers, parseAnswers } from "./answers.ts";
import { currentForm } from "./form.ts";
import { answersToday } from "./merged.ts";
import { picksOf } from "./picks.ts";
import { type Answers, type Question, shownQuestions } from "./schema.ts";

export type Preferences = { answers: Answers; updatedAt: string | null; friend: boolean };

/** What this resident registered; nothing yet is an answer too. */
export async function readPreferences(db: Db, actor: Actor): Promise<Preferences> {
  const lineUserId = residentOf(actor);
  const [row] = await db
    .select({ friend: followers.friend, answers: preferences.answers, updatedAt: preferences.updatedAt })
    .from(followers)
    .leftJoin(preferences, eq(preferences.followerId, followers.id))
    .where(eq(followers.lineUserId, lineUserId));
  const { questions } = await currentForm(db);
  return {
    answers: answersToday(questions, openTexts((row?.answers ?? {}) as Answers)),
    updatedAt: row?.updatedAt?.toISOString() ?? null,
    friend: row?.friend ?? false,
  };
}

/** Replaces everything this resident registered. Somebody who is not a friend yet is reached once they are. */
export async function savePreferences(db: Db, actor: Actor, input: unknown): Promise<Preferences> {
  const lineUserId = residentOf(actor);
  const form = await currentForm(db);
  const questions = shownQuestions(form.questions);
  // Who opened the page before two choices were merged may still send the old key.
  const answers = checkAnswers(questions, answersToday(form.questions, parseAnswers(input)));
  const at = now();
  const friend = await db.transaction(async (tx) => {
    const follower = await register(tx, lineUserId, await picksOf(tx, withoutTexts(questions, answers)), at);
    const saved = { answers: sealTexts(questions, answers), formVersion: form.version, updatedAt: at };
    await tx
      .insert(preferences)
      .values({ followerId: follower.id, ...saved })
      .onConflictDoUpdate({ target: preferences.followerId, set: saved });
    if (!follower.friend && !follower.friendChangedAt) await addJob(tx, "follower.check", { followerId: follower.id });
    return follower.friend;
  });
  return { answers, updatedAt: at.toISOString(), friend };
}

/** Forgets everything this resident registered; who is not a friend (any more) is forgotten altogether. */
export async function erasePreferences(db: Db, actor: Actor): Promise<void> {
  const lineUserId = residentOf(actor);
  await db.transaction(async (tx) => {
    const [follower] = await tx
      .update(followers)
      .set({ picks: [], registeredAt: null })
      .where(eq(followers.lineUserId, lineUserId))
      .returning({ id: followers.id, friend: followers.friend });
    if (!follower) return;
    await tx.delete(preferences).where(eq(preferences.followerId, follower.id));
    if (!follower.friend) await tx.delete(followers).where(eq(followers.id, follower.id));
  });
}

function residentOf(actor: Actor): string {
  if (actor.kind !== "follower") throw new Forbidden();
  return actor.lineUserId;
}

async function register(tx: Db, lineUserId: string, picks: number[], at: Date) {
  const [follower] = await tx
    .insert(followers)
    .values({ lineUserId, picks, registeredAt: at, createdAt: at })
    .onConflictDoUpdate({
      target: followers.lineUserId,
      set: { picks, registeredAt: sql`coalesce(${followers.registeredAt}, excluded.registered_at)` },
    })
    .returning({ id: followers.id, friend: followers.friend, friendChangedAt: followers.friendChangedAt });
  return follower!;
}

type SealedText = { sealed: string };

function sealTexts(questions: Question[], answers: Answers): Record<string, unknown> {
  return mapTexts(questions, answers, (text): SealedText => ({ sealed: seal("answer", text).toString("base64") }));
}

function withoutTexts(questions: Question[], answers: Answers): Answers {
  const texts = new Set(questions.filter((question) => question.kind === "text").map((question) => question.key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !texts.has(key)));
}

function mapTexts(questions: Question[], answers: Answers, change: (text: string) => unknown): Record<string, unknown> {
  const texts = new Set(questions.filter((question) => question.kind === "text").map((question) => question.key));
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [key, texts.has(key) ? change(answer as string) : answer]),
  );
}

function openTexts(stored: Record<string, unknown>): Answers {
  const open = (value: unknown) =>
    isSealed(value) ? unseal("answer", Buffer.from(value.sealed, "base64")).toString("utf8") : value;
  return Object.fromEntries(Object.entries(stored).map(([key, value]) => [key, open(value)])) as Answers;
}

function isSealed(value: unknown): value is SealedText {
  return typeof value === "object" && value !== null && typeof (value as SealedText).sealed === "string";
}
