import { timingSafeEqual } from "node:crypto";
import { Conflict, Forbidden, Invalid, NotFound } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

/** An answer with a machine's word and a person's sentence. */
export function refuse(status: number, error: string, message: string, more: object = {}): Response {
  return Response.json({ error, message, ...more }, { status });
}

/** Runs a route and turns what a verb throws into the contract's answers; the unexpected is logged, never shown. */
export async function answer(route: () => Promise<Response>): Promise<Response> {
  try {
    return await route();
  } catch (error) {
    if (error instanceof Invalid)
      return refuse(422, "invalid", "入力内容を確認してください。", { issues: error.issues.slice(0, mostIssues) });
    if (error instanceof BadRequest) return refuse(400, "bad_request", error.message);
    if (error instanceof TooLargeBody) return refuse(413, "too_large", error.message);
    if (error instanceof Unauthorized) return refuse(401, "unauthorized", error.message);
    if (error instanceof Forbidden) return refuse(403, "forbidden", error.message);
    if (error instanceof NotFound) return refuse(404, "not_found", error.message);
    if (error instanceof Conflict) return refuse(409, "conflict", error.message);
    log.error({ err: error }, "route failed");
    return refuse(500, "failed", "処理できませんでした。しばらくしてからもう一度お試しください。");
  }
}

/** Nobody mends more at once, and an answer must not grow larger than what was asked. */
const mostIssues = 100;

export class BadRequest extends Error {}
export class TooLargeBody extends Error {}
export class Unauthorized extends Error {}

/**
 * The body's bytes, none kept beyond the limit. What is too large is still read to its end (within reason):
 * a sender that is cut off in the middle never sees why.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit * patience) break;
  }
  if (size > limit) throw new TooLargeBody(`本文は${Math.floor(limit / 1024 / 1024)} MBまでです。`);
  return Buffer.concat(chunks);
}

const patience = 4;

export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = (await readBytes(request, limit)).toString("utf8");
  if (nesting(text) > deepest) throw new BadRequest(`JSONの入れ子は${deepest}段までです。`);
  const value = parseJson(text);
  if (text.includes("\\u") && unstorable.test(JSON.stringify(value)))
    throw new BadRequest("使えない文字（NULなど）が含まれています。");
  return value;
}

const deepest = 100;

/** NUL and halves of surrogate pairs: JSON can carry them, no database text can. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest("JSONとして読めません。");
  }
}

/** How deep brackets nest; those inside strings do not count. */
function nesting(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === "\\") at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "[" || letter === "{")) most = Math.max(most, ++depth);
    else if (!quoted && (letter === "]" || letter === "}")) depth -= 1;
  }
  return most;
}

/** The Bearer token, or a clear refusal. */
export function bearer(request: Request): string {
  const found = bearerOrNone(request);
  if (!found) throw new Unauthorized("Authorization: Bearer <トークン> を付けてください。");
  return found;
}

/** Empty where there is none, for doors that tell a missing token as they tell a wrong one. */
export function bearerOrNone(request: Request): string {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
}

/** Compares secrets without telling by time how much of one was right. */
export function mustBe(secret: string, given: string): void {
  const [a, b] = [Buffer.from(secret), Buffer.from(given)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new Unauthorized("トークンが正しくありません。");
}
