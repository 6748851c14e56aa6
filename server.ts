import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import { db } from "#app/db.ts";
import { withAccessLog } from "#app/front/access-log.ts";
import { createArmour } from "#app/front/armour.ts";
import { doorOf, open } from "#app/front/doors.ts";
import { isFromOurPages, isTooLarge } from "#app/front/origin.ts";
import { isMachineDoor, isOpenToWorld } from "#lib/addresses/open.ts";
import { peerOf } from "#lib/addresses/peer.ts";
import { type WatchedLimit, watchLimit } from "#lib/addresses/watch.ts";
import { getEnv, tellNextAuthOurAddress } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** Longer than proxies keep an idle connection: else they use one that is just being closed. */
const keptMs = 75_000;
/** LINE may come a thousand times in one second; a full queue makes it wait for a second more. */
const waitingAtMost = 4096;
const keptAliveUpTo = 256 * 1024;
/** What is refused is still read to its end up to here, so that its sender hears the answer. */
const drainedAtMost = 16 * 1024 * 1024;
/** Cookies, one token and what proxies add; more is answered 431. */
const headersAtMost = 16 * 1024;

export type Front = { url: string; stop: () => Promise<void> };

/**
 * The front: a small node:http server around Next. Next hides the real peer and passes on what the client claims,
 * so here, where nobody outside can forge it, the peer's address is stamped and the staff area kept to allowed ones.
 */
export async function startFront(dev = false): Promise<Front> {
  const { port } = getEnv();
  tellNextAuthOurAddress();
  const app = next({ dev, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const armour = await createArmour(dev);
  const limit = await watchLimit(db());
  const server = createServer({ maxHeaderSize: headersAtMost }, (request, response) => {
    const peer = stampPeer(request);
    response.shouldKeepAlive &&= !isLong(request);
    armour(request, response);
    disarm(request);
    withAccessLog(request, response, peer, () => {
      if (!mayCome(request, peer, limit)) turnAway(request, response, 403, "この場所からは管理画面を利用できません。");
      else if (isForeign(request)) turnAway(request, response, 403, "別のサイトからの操作は受け付けません。");
      else if (isLarge(request)) turnAway(request, response, 413, "送られた内容が大きすぎます。");
      else {
        const door = doorOf(request);
        void (door ? open(door, request, response) : handle(request, response));
      }
    });
  });
  server.keepAliveTimeout = keptMs;
  await listen(server, port);
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  log.info({ port: bound }, "web started");
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () => {
      limit.stop();
      return stop(server, app);
    },
  };
}

function stampPeer(request: IncomingMessage): string {
  const forwarded = request.headers["x-forwarded-for"];
  const claimed = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  const peer = peerOf(request.socket.remoteAddress ?? "", claimed, getEnv().trustedProxies);
  request.headers["x-kairan-peer"] = peer;
  return peer;
}

/**
 * No machine's door runs an action, and Next would hand it on to its page by a call of its own, which comes from this
 * machine's address instead of the sender's.
 */
function disarm(request: IncomingMessage): void {
  if (isMachineDoor(pathOf(request))) delete request.headers["next-action"];
}

/** Both limits hold: the environment's, which only whoever holds the machine changes, and the settings page's. */
function mayCome(request: IncomingMessage, peer: string, limit: WatchedLimit): boolean {
  if (isOpenToWorld({ path: pathOf(request), method: request.method ?? "GET" })) return true;
  return getEnv().adminAllowed.allows(peer) && limit.allows(peer);
}

/** The doors of machines ask for a token or a signature, which no other site's page can give. */
function isForeign(request: IncomingMessage): boolean {
  return !isMachineDoor(pathOf(request)) && !isFromOurPages(request, getEnv().publicUrl);
}

function isLarge(request: IncomingMessage): boolean {
  return !isMachineDoor(pathOf(request)) && isTooLarge(request);
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?")[0]!;
}

/** Who refuses a long body before its end leaves the rest on the connection; no other request may come to wait behind it. */
function isLong(request: IncomingMessage): boolean {
  return Number(request.headers["content-length"] ?? 0) > keptAliveUpTo;
}

function turnAway(request: IncomingMessage, response: ServerResponse, status: number, why: string): void {
  const answer = () => {
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
    response.end(`${why}\n`);
  };
  const isBounded =
    Number(request.headers["content-length"] ?? 0) <= drainedAtMost && !request.headers["transfer-encoding"];
  if (isBounded) request.once("end", answer);
  else answer();
  request.resume();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, backlog: waitingAtMost }, () => resolve());
  });
}

async function stop(server: Server, app: { close: () => Promise<void> }): Promise<void> {
  server.closeIdleConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    setTimeout(() => server.closeAllConnections(), 3000).unref();
  });
  await app.close();
}
