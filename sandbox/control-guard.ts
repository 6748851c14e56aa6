import type { IncomingMessage } from "node:http";

/** The control API has no password, so it answers only to this machine, and to no web page from elsewhere. */
export function isStranger({ socket, headers }: IncomingMessage) {
  return !isLoopback(socket.remoteAddress ?? "") || (headers.origin !== undefined && !isLocalPage(headers.origin));
}

function isLoopback(address: string) {
  return address === "::1" || address.replace("::ffff:", "").startsWith("127.");
}

function isLocalPage(origin: string) {
  return URL.canParse(origin) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(origin).hostname);
}
