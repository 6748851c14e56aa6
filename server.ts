import { createServer, type IncomingMessage, type Server } from "node:http";
import next from "next";
import { getEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";

export type Front = { url: string; stop: () => Promise<void> };

/**
 * The front: a small node:http server around Next. Next hides the real peer and passes on what the client claims,
 * so the peer's address is stamped here, where nobody outside can forge it.
 */
export async function startFront(dev = false): Promise<Front> {
  const { port, trustedProxies } = getEnv();
  const app = next({ dev, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    request.headers["x-kairan-peer"] = peerOf(request, trustedProxies);
    void handle(request, response);
  });
  await listen(server, port);
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  log.info({ port: bound }, "web started");
  return { url: `http://127.0.0.1:${bound}`, stop: () => stop(server, app) };
}

/** The nearest address that no trusted proxy vouches for; without proxies, the socket's own peer. */
function peerOf(request: IncomingMessage, trustedProxies: number): string {
  const claimed = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const path = [...claimed, request.socket.remoteAddress ?? ""];
  return path[Math.max(0, path.length - 1 - trustedProxies)]!;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve());
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
