import type { IncomingMessage, ServerResponse } from "node:http";
import { type AskedBy, whileAsking } from "#lib/addresses/asked-by.ts";
import { log } from "#lib/log.ts";

/** What pages are made of, and what machines ask every few seconds: lines that would only hide the others. */
const notWorthALine = /^\/_next\/static\/|^\/api\/(health|ready)$|^\/favicon\.ico$/;

/** Answers a request and writes one line about it when it is over: no query, no body, nothing of a resident. */
export function withAccessLog(
  request: IncomingMessage,
  response: ServerResponse,
  peer: string,
  answer: () => unknown,
): void {
  const path = (request.url ?? "/").split("?")[0]!;
  if (notWorthALine.test(path)) return void answer();
  const began = performance.now();
  const asked: AskedBy = {};
  const written = response.socket?.bytesWritten ?? 0;
  response.once("close", () => {
    const line = {
      method: request.method,
      path: withoutTokens(path),
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
      bytes: (response.socket?.bytesWritten ?? request.socket.bytesWritten) - written,
      peer,
      ...(asked.kind && { actor: asked.kind }),
      ...(asked.id && { actorId: asked.id }),
      ...(!response.writableFinished && { aborted: true }),
    };
    log.info(line, "request");
  });
  whileAsking(asked, () => void answer());
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A path as it may stand in a log. Our ids stay; what is long and random opens something (an invitation, a personal link), so it goes, as
 * does whatever follows `/r/`.
 */
export function withoutTokens(path: string): string {
  if (path.startsWith("/r/")) return "/r/…";
  return path
    .split("/")
    .map((part) => (part.length >= 20 && !uuid.test(part) ? "…" : part))
    .join("/")
    .slice(0, 300);
}
