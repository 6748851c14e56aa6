import { db } from "#app/db.ts";
import type { Actor } from "#lib/actor.ts";
import { actorOfToken } from "#lib/staff/tokens.ts";
import { bearer, Unauthorized } from "./answer.ts";

/** The city system behind an API token. */
export async function caller(request: Request): Promise<Extract<Actor, { kind: "api" }>> {
  const actor = await actorOfToken(db(), bearer(request));
  if (!actor) throw new Unauthorized("APIトークンが正しくないか、取り消されています。");
  return actor;
}
