import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import { getEnv } from "../env.ts";
import { Invalid, parse } from "../errors.ts";
import { formUrl } from "../line/form-url.ts";
import { currentForm } from "../preferences/form.ts";
import { ruleOf } from "../segments/audience.ts";
import { namedIn } from "../segments/named.ts";
import { Audience } from "../segments/schema.ts";
import { readSetting } from "../settings/settings.ts";
import { opaqueOf } from "./opaque.ts";
import { noRoomForReason, withReason } from "./schema.ts";

type Composed = { id: string; messages: unknown[]; audience: unknown };

/**
 * What is sent when it is more than what was composed: with why it came, where the city has set so. Written down once,
 * at the start; null when nothing is added. What has no room for it goes without: the message itself matters more.
 */
export async function outgoingOf(db: Db, { id, messages, audience }: Composed): Promise<unknown[] | null> {
  const reason = await reasonFor(db, id, audience as Audience);
  return reason === null ? null : withReason(messages, reason);
}

/** Whoever composes is told while they can still make room. */
export async function checkRoomForReason(db: Db, { messages, audience }: Omit<Composed, "id">): Promise<void> {
  const reason = await reasonFor(db, nobodysId, audience as Audience);
  if (reason === null || withReason(messages, reason)) return;
  throw new Invalid([{ path: ["messages"], message: noRoomForReason }]);
}

/** What will be added, for the preview of whoever is still writing; null where nothing is. */
export async function previewReason(db: Db, actor: Actor, id: string | null, input: unknown): Promise<string | null> {
  must(actor, "broadcasts", "edit");
  return reasonFor(db, id ?? nobodysId, parse(Audience, input));
}

const nobodysId = "00000000-0000-0000-0000-000000000000";

/** Only what goes to some because of what they registered has such a reason; a drill goes to test recipients. */
async function reasonFor(db: Db, id: string, audience: Audience): Promise<string | null> {
  if (audience.kind !== "registered" && audience.kind !== "segment" && audience.kind !== "rule") return null;
  const note = await readSetting(db, "whyNote");
  if (note === "off" || getEnv().drill) return null;
  if (note === "link") return `届いた理由と受信設定の変更：\n${getEnv().publicUrl}/liff/why?b=${opaqueOf(id)}`;
  return `${await basis(db, audience)}\n受信設定の確認・変更：\n${formUrl()}`;
}

async function basis(db: Db, audience: Audience): Promise<string> {
  const rule = await ruleOf(db, audience).catch(() => null);
  const asked = new Set(rule ? namedIn(rule).map(({ question }) => question) : []);
  const { questions } = await currentForm(db);
  const labels = questions.filter(({ key }) => asked.has(key)).map(({ label }) => `「${label}」`);
  if (labels.length === 0) return "受信設定の登録に基づいてお届けしています。";
  return `登録した${labels.join("")}に基づいてお届けしています。`;
}
