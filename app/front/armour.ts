import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getEnv } from "#lib/env.ts";
import { hashesOfStaticPages } from "./page-hashes.ts";
import { contentSecurityPolicy } from "./policy.ts";

const twoYears = 63_072_000;

const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/**
 * Puts on every answer what makes a browser careful. Next finds the nonce in the request's own policy header and gives it to its
 * scripts; the pages find it in `x-kairan-nonce`. Whatever a client wrote there is overwritten.
 */
export async function createArmour(
  dev: boolean,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { publicUrl, sandbox } = getEnv();
  const hashes = dev ? [] : await hashesOfStaticPages();
  const secure = publicUrl.startsWith("https:");
  return (request, response) => {
    const nonce = randomBytes(16).toString("base64");
    const path = (request.url ?? "/").split("?")[0]!;
    const policy = contentSecurityPolicy({ path, nonce, hashes, publicUrl, sandbox: sandbox !== null, dev });
    request.headers["content-security-policy"] = policy;
    delete request.headers["content-security-policy-report-only"];
    request.headers["x-kairan-nonce"] = nonce;
    response.setHeader("content-security-policy", policy);
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
    if (secure) response.setHeader("strict-transport-security", `max-age=${twoYears}; includeSubDomains`);
  };
}
