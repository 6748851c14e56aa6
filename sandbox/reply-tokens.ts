import { randomBytes } from "node:crypto";

export type ReplyToken = { userId: string; eventAt: number; validUntil: number; used: boolean };
export type ReplyTokens = Map<string, ReplyToken>;

const validForMs = 60_000;
const lastResortMs = 20 * 60_000;
const keptTokens = 100_000;

export function issueReplyToken(tokens: ReplyTokens, userId: string, at: number) {
  const token = randomBytes(16).toString("hex");
  tokens.set(token, { userId, eventAt: at, validUntil: at + validForMs, used: false });
  if (tokens.size > keptTokens) tokens.delete(tokens.keys().next().value as string);
  return token;
}

/** A redelivered webhook gives its token another minute, but never beyond 20 minutes after the event. */
export function renewReplyToken(tokens: ReplyTokens, token: string, at: number) {
  const known = tokens.get(token);
  if (known) known.validUntil = Math.min(at + validForMs, known.eventAt + lastResortMs);
}

/** Uses the token up and says whose it is; nothing when it is unknown, used or too old. */
export function spendReplyToken(tokens: ReplyTokens, token: string, at: number) {
  const known = tokens.get(token);
  if (!known || known.used || at > known.validUntil) return undefined;
  known.used = true;
  return known.userId;
}
