import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { ForbiddenAddress, lookupFor, mustBeReachable } from "./address.ts";
import type { Claimed } from "./claim.ts";
import type { Destination } from "./destinations.ts";

/** What came of one post. `unsent`: the chatbot cannot have it. `unknown`: it may. */
export type Answer =
  | { kind: "status"; status: number; tookMs: number }
  | { kind: "unsent" | "unknown" | "forbidden"; reason: string; tookMs: number };

export type Letter = Pick<Claimed, "signature" | "contentType"> & { raw: Buffer };

/**
 * Shorter than any server keeps an idle connection: so one that breaks was not closed while it lay idle, and our bytes
 * may have been read. A call may not be told twice.
 */
const idleAtMostMs = 1500;

const kept = { keepAlive: true, maxFreeSockets: 64, timeout: idleAtMostMs };
const plain = new HttpAgent(kept);
const secure = new HttpsAgent(kept);

/** Posts the very bytes under the very signature, as LINE would. Redirects are not followed; never rejects. */
export function postCall(to: Destination, letter: Letter, timeoutMs: number): Promise<Answer> {
  const begunAt = performance.now();
  const tookMs = () => Math.round(performance.now() - begunAt);
  return new Promise((resolve) => {
    try {
      mustBeReachable(to);
      const request = begin(to, letter);
      const isConnected = watchConnection(request);
      const timer = setTimeout(() => request.destroy(new Error("no answer in time")), timeoutMs);
      request.on("close", () => clearTimeout(timer));
      request.on("error", (error) => resolve({ ...judge(error, isConnected()), tookMs: tookMs() }));
      request.on("response", (response) => {
        resolve({ kind: "status", status: response.statusCode ?? 0, tookMs: tookMs() });
        ignore(response);
      });
      request.end(letter.raw);
    } catch (error) {
      resolve({ ...judge(error as Error), tookMs: tookMs() });
    }
  });
}

function begin(to: Destination, { raw, signature, contentType }: Letter): ClientRequest {
  const isSecure = to.url.startsWith("https:");
  const headers = {
    "content-type": contentType,
    "content-length": raw.length,
    "user-agent": "LineBotWebhook/2.0",
    "x-line-signature": signature,
  };
  const options = { method: "POST", headers, lookup: lookupFor(to), agent: isSecure ? secure : plain };
  return (isSecure ? requestHttps : requestHttp)(to.url, options);
}

const enough = 64 * 1024;

/** What a chatbot says besides its status interests nobody, and must not fill our memory. */
function ignore(response: IncomingMessage): void {
  let size = 0;
  response.on("error", () => {});
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > enough) response.destroy();
  });
}

/** Before there is a connection nothing has left. */
function watchConnection(request: ClientRequest): () => boolean {
  let isConnected = false;
  request.on("socket", (socket) => {
    const connected = () => {
      isConnected = true;
    };
    if (!socket.connecting) connected();
    else socket.once("encrypted" in socket ? "secureConnect" : "connect", connected);
  });
  return () => isConnected;
}

/** Once there is a connection, any break may come after the chatbot has read our bytes. */
function judge(error: Error & { code?: string }, isConnected = false) {
  const reason = error.code ?? error.message;
  if (error instanceof ForbiddenAddress) return { kind: "forbidden" as const, reason: error.name };
  return { kind: isConnected ? ("unknown" as const) : ("unsent" as const), reason };
}
