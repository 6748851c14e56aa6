import type { IncomingMessage } from "node:http";

const harmless = ["GET", "HEAD", "OPTIONS"];

/**
 * Whether a request that changes something comes from one of our own pages. A browser names the page's origin with every
 * such request and no page can change that; what names none is no browser with a cookie of ours.
 */
export function isFromOurPages({ method = "GET", headers }: IncomingMessage, publicUrl: string): boolean {
  if (harmless.includes(method)) return true;
  if (headers["sec-fetch-site"] && headers["sec-fetch-site"] !== "same-origin") return false;
  const { origin = "" } = headers;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).origin === new URL(publicUrl).origin || new URL(origin).host === headers.host;
}

const mebibyte = 1024 * 1024;

/** How large the body of a form or an action may be; the doors of machines count their own. */
export function isTooLarge({ method = "GET", url = "/", headers }: IncomingMessage): boolean {
  if (harmless.includes(method)) return false;
  // Without a length nobody knows before the end; no browser sends forms so.
  if (headers["transfer-encoding"]) return true;
  return Number(headers["content-length"] ?? 0) > (url.startsWith("/api/auth/") ? mebibyte / 16 : 12 * mebibyte);
}
