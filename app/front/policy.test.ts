import { mkdtemp, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { getEnv } from "#lib/env.ts";
import { createArmour } from "./armour.ts";
import { isFromOurPages, isTooLarge } from "./origin.ts";
import { hashesOfStaticPages } from "./page-hashes.ts";
import { contentSecurityPolicy } from "./policy.ts";

const options = {
  nonce: "abc",
  hashes: ["'sha256-x'"],
  publicUrl: "https://line.example.jp",
  sandbox: false,
  dev: false,
};
const was = getEnv().publicUrl;
afterEach(() => Object.assign(getEnv(), { publicUrl: was }));

it("lets nobody frame any page where LINE is the real one, and fetches everything by TLS", () => {
  for (const path of ["/admin", "/liff/preferences", "/"]) {
    const policy = contentSecurityPolicy({ ...options, path });
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("upgrade-insecure-requests");
    expect(policy).not.toContain("unsafe-eval");
  }
});

it("knows of the residents' page only what LIFF needs, and of the admin pages nothing of LINE", () => {
  expect(contentSecurityPolicy({ ...options, path: "/liff/preferences" })).toContain(
    "script-src 'self' 'nonce-abc' 'sha256-x' https://static.line-scdn.net/liff/edge/2/",
  );
  const staff = contentSecurityPolicy({ ...options, path: "/admin" });
  expect(staff).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(staff).not.toContain("line.");
});

it("hashes exactly what stands between the tags of a page that the build made", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kairan-pages-"));
  await writeFile(
    join(folder, "page.html"),
    `<script>alert(1)</script><script src="/a.js"></script><script id="x">\n</script>`,
  );
  // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
  expect(await hashesOfStaticPages(folder)).toEqual([
    "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    "'sha256-AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs='",
  ]);
});

it.each([
  ["https://line.example.jp", "max-age=63072000; includeSubDomains"],
  ["http://localhost:3000", undefined],
])("at %s asks browsers to come by TLS only: %s", async (publicUrl, asked) => {
  Object.assign(getEnv(), { publicUrl });
  const headers = new Map<string, unknown>();
  const request = { url: "/admin", headers: { "content-security-policy": "script-src 'nonce-mine'" } };
  (await createArmour(false))(
    request as unknown as IncomingMessage,
    { setHeader: (name: string, value: unknown) => headers.set(name, value) } as unknown as ServerResponse,
  );
  expect(headers.get("strict-transport-security")).toBe(asked);
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("permissions-policy")).toContain("camera=()");
  expect(request.headers["content-security-policy"]).toBe(headers.get("content-security-policy"));
});

const asked = (headers: Record<string, string>, method = "POST", url = "/admin") =>
  ({ method, url, headers: { host: "inside:3000", ...headers } }) as unknown as IncomingMessage;

it("takes changes from its own pages only, also behind a proxy that asks under another name", () => {
  const ours = (headers: Record<string, string>, method?: string) =>
    isFromOurPages(asked(headers, method), "https://line.example.jp");
  expect(ours({ origin: "https://line.example.jp" })).toBe(true);
  expect(ours({ origin: "http://inside:3000", "sec-fetch-site": "same-origin" })).toBe(true);
  expect(ours({}, "GET")).toBe(true);
  for (const origin of [
    "https://evil.example",
    "null",
    "",
    "https://line.example.jp.evil.example",
    "http://line.example.jp",
  ])
    expect(ours({ origin }), origin).toBe(false);
  expect(ours({})).toBe(false);
  expect(ours({ origin: "https://line.example.jp", "sec-fetch-site": "same-site" })).toBe(false);
});

it("takes forms of known and reasonable length", () => {
  expect(isTooLarge(asked({ "content-length": "70000" }, "POST", "/api/auth/callback/credentials"))).toBe(true);
  expect(isTooLarge(asked({ "content-length": "70000" }))).toBe(false);
  expect(isTooLarge(asked({ "content-length": String(13 * 1024 * 1024) }))).toBe(true);
  expect(isTooLarge(asked({ "transfer-encoding": "chunked" }))).toBe(true);
});
