import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { Conflict } from "../errors.ts";
import { currentKeyId, isKeyIdTaken, seal, unseal } from "../sealing.ts";
import { type Place, sealedAnswers, sealedColumns } from "./sealed-columns.ts";

export type Rotated = { column: string; renewed: number; unreadable: number };

const batch = 500;

/**
 * Seals with today's key whatever is still sealed with an older one. May be stopped and begun again at any time: what is done
 * is not done twice, and both keys open everything meanwhile.
 */
export async function rotateKeys(db: Db, actor: Actor, tell: (progress: Rotated) => void): Promise<Rotated[]> {
  must(actor, "settings", "send");
  if (isKeyIdTaken())
    throw new Conflict(
      "新しい SECRET_KEY が古い鍵と区別できません。もう一度作り直してください（256回に1回ほど起こります）。",
    );
  const outcome: Rotated[] = [];
  for (const place of sealedColumns) outcome.push(await throughColumn(db, place, asBytes(place.purpose), tell));
  outcome.push(await throughColumn(db, sealedAnswers, asAnswers, tell));
  await record(db, actor, "keys.rotate", "keys", { outcome });
  return outcome;
}

/** How a value is selected, recognized as old, and made anew. */
type Way = { old: (column: SQL) => SQL; read: (column: SQL) => SQL; renew: (value: string) => string; write: SQL };

function asBytes(purpose: string): Way {
  return {
    old: (column) => sql`get_byte(${column}, 0) <> ${currentKeyId()}`,
    read: (column) => sql`encode(${column}, 'base64')`,
    renew: (value) => renewed(purpose, value),
    write: sql`decode(it.value, 'base64')`,
  };
}

const asAnswers: Way = {
  old: (column) => sql`exists (select from jsonb_path_query(${column}, '$.*.sealed') as found(it)
    where get_byte(decode(it #>> '{}', 'base64'), 0) <> ${currentKeyId()})`,
  read: (column) => sql`${column}::text`,
  renew: (value) =>
    JSON.stringify(JSON.parse(value), (name, inner) =>
      name === "sealed" && typeof inner === "string" ? renewed(sealedAnswers.purpose, inner) : inner,
    ),
  write: sql`it.value::jsonb`,
};

function renewed(purpose: string, base64: string): string {
  return seal(purpose, unseal(purpose, Buffer.from(base64, "base64"))).toString("base64");
}

async function throughColumn(db: Db, place: Place, way: Way, tell: (progress: Rotated) => void): Promise<Rotated> {
  const progress: Rotated = { column: `${place.table}.${place.column}`, renewed: 0, unreadable: 0 };
  let after: string | undefined;
  do {
    after = await db.transaction((tx) => renewBatch(tx, place, way, after, progress));
    tell(progress);
  } while (after !== undefined);
  return progress;
}

/** Gives back the last row it looked at; nothing at the end. What no key opens is left as it is and counted. */
async function renewBatch(tx: Db, place: Place, way: Way, after: string | undefined, progress: Rotated) {
  const [table, key, column] = [place.table, place.key, place.column].map((name) => sql.identifier(name));
  const type = sql.raw(place.keyType);
  const rows = await tx.execute<{ id: string; value: string }>(sql`
    select ${key}::text as id, ${way.read(sql`${column}`)} as value from ${table}
    where ${column} is not null and ${way.old(sql`${column}`)} and ${after ? sql`${key} > ${after}::${type}` : sql`true`}
    order by ${table}.${key} limit ${batch} for update`);
  const done = rows.flatMap(({ id, value }) => attempt(way, id, value) ?? []);
  if (done.length > 0)
    await tx.execute(sql`
      update ${table} set ${column} = ${way.write} from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as it(id text, value text)
      where ${table}.${key} = it.id::${type}`);
  progress.renewed += done.length;
  progress.unreadable += rows.length - done.length;
  return rows.at(-1)?.id;
}

function attempt(way: Way, id: string, value: string): { id: string; value: string } | undefined {
  try {
    return { id, value: way.renew(value) };
  } catch {
    return undefined;
  }
}
