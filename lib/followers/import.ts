import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followerImports } from "#db/schema/followers.ts";
import { record } from "../activity/record.ts";
import { type Actor, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import type { LineClient } from "../line/client.ts";
import { friendPage } from "./friend-list.ts";

export type FollowerImport = Omit<typeof followerImports.$inferSelect, "next">;

/**
 * Takes in the friends the account had before Kairan came, page by page (LINE gives them to verified accounts only).
 * What webhooks have told us meanwhile stands. Stopped half-way it can be run again: who is known stays as they are.
 * @param onPage hears after each page how many friends came so far
 */
export async function importFollowers(
  db: Db,
  line: LineClient,
  actor: Actor,
  onPage: (sofar: number) => void,
): Promise<number> {
  must(actor, "settings", "edit");
  let [sofar, next]: [number, string | null] = [0, null];
  do {
    const page = await friendPage(line, next);
    await welcome(db, page.userIds);
    sofar += page.userIds.length;
    next = page.next;
    onPage(sofar);
  } while (next);
  await record(db, actor, "followers.import", "followers", { friends: sofar });
  return sofar;
}

/** The same as a job of the night shift. One at a time. */
export async function requestImport(db: Db, actor: Actor): Promise<void> {
  must(actor, "settings", "edit");
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table follower_imports in share row exclusive mode`);
    if ((await tx.$count(followerImports, isNull(followerImports.finishedAt))) > 0)
      throw new Conflict("友だちの取り込みはすでに始まっています。");
    const id = randomUUID();
    await tx.insert(followerImports).values({ id, startedAt: now(), startedBy: nameOf(actor) });
    await addJob(tx, "followers.import", { id }, { key: `followers.import:${id}` });
    await record(tx, actor, "followers.import", `import:${id}`);
  });
}

/** The latest import and how far it is; null when there never was one. */
export async function latestImport(db: Db, actor: Actor): Promise<FollowerImport | null> {
  must(actor, "analytics", "view");
  const { next: _, ...shown } = (await readLatest(db)) ?? { next: null };
  return "id" in shown ? shown : null;
}

/** The worker's step: each page and its place in one transaction, so that after a crash it goes on where it was. */
export async function runImport(db: Db, line: LineClient, id: string): Promise<void> {
  const [begun] = await db.select().from(followerImports).where(isOpen(id));
  if (!begun) return;
  let next = begun.next;
  try {
    do {
      const page = await friendPage(line, next);
      next = page.next;
      await takeIn(db, id, page.userIds, next);
    } while (next);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    await finish(db, id, error.message);
    return;
  }
  await finish(db, id, null);
}

async function readLatest(db: Db) {
  const [latest] = await db.select().from(followerImports).orderBy(desc(followerImports.startedAt)).limit(1);
  return latest;
}

function isOpen(id: string) {
  return and(eq(followerImports.id, id), isNull(followerImports.finishedAt));
}

async function takeIn(db: Db, id: string, userIds: string[], next: string | null): Promise<void> {
  await db.transaction(async (tx) => {
    await welcome(tx, userIds);
    const sofar = sql`${followerImports.sofar} + ${userIds.length}`;
    await tx.update(followerImports).set({ sofar, next }).where(isOpen(id));
  });
}

async function finish(db: Db, id: string, problem: string | null): Promise<void> {
  await db.update(followerImports).set({ finishedAt: now(), problem, next: null }).where(isOpen(id));
}

async function welcome(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    insert into followers (line_user_id, friend, created_at)
    select id, true, ${now().toISOString()}::timestamptz from unnest(${sql.param(ids)}::text[]) as id
    on conflict (line_user_id) do update set friend = true where followers.friend_changed_at is null`);
}
