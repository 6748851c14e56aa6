import { db } from "#app/db.ts";
import type { Actor } from "#lib/actor.ts";
import { noteActor } from "#lib/addresses/asked-by.ts";
import { actorOfToken } from "#lib/staff/tokens.ts";
import { bearer, Unauthorized } from "./answer.ts";

const words = {
  unknown: "APIトークンが正しくありません。",
  revoked: "このAPIトークンは取り消されています。管理画面の「設定」で新しいトークンを発行してください。",
  expired: "このAPIトークンは有効期限が切れています。管理画面の「設定」で新しいトークンを発行してください。",
};

/** The city system behind an API token. */
export async function caller(request: Request): Promise<Extract<Actor, { kind: "api" }>> {
  const actor = await actorOfToken(db(), bearer(request));
  if ("refused" in actor) throw new Unauthorized(words[actor.refused]);
  noteActor(actor);
  return actor;
}
