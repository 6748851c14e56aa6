import { describe, expect, it } from "vitest";
import { parseAllowed } from "./allowed.ts";
import { isOpenToWorld } from "./open.ts";
import { peerOf } from "./peer.ts";

describe("allowed addresses", () => {
  it("are single addresses and ranges of both families", () => {
    const allowed = parseAllowed("203.0.113.7, 198.51.100.0/24, 2001:db8::/32")!;
    for (const yes of ["203.0.113.7", "198.51.100.255", "2001:db8::1", "::ffff:203.0.113.7"])
      expect(allowed.allows(yes)).toBe(true);
    for (const no of ["203.0.113.8", "198.51.101.1", "2001:db9::1", "", "nonsense"])
      expect(allowed.allows(no)).toBe(false);
  });

  it("are everybody while nothing is listed", () => {
    expect(parseAllowed("")!.allows("192.0.2.1")).toBe(true);
  });

  it.each(["203.0.113", "203.0.113.7/33", "2001:db8::/129", "10.0.0.0/x", "10.0.0.0/", "10.0.0.0/8/32", "a.example"])(
    "cannot be %s",
    (text) => {
      expect(parseAllowed(text)).toBeNull();
    },
  );
});

describe("the peer", () => {
  it("is the socket's own when no proxy is trusted, whatever a header claims", () => {
    expect(peerOf("192.0.2.9", "203.0.113.7", 0)).toBe("192.0.2.9");
  });

  it("is what the trusted proxies saw, and not what stands left of it", () => {
    expect(peerOf("10.0.0.1", "203.0.113.7, 192.0.2.9", 1)).toBe("192.0.2.9");
    expect(peerOf("10.0.0.1", "203.0.113.7, 192.0.2.9, 10.0.0.2", 2)).toBe("192.0.2.9");
  });

  it.each(["192.0.2.9:41234", "[::ffff:192.0.2.9]:41234", "::ffff:192.0.2.9"])(
    "is one and the same however a proxy writes it: %s",
    (seen) => {
      expect(peerOf("10.0.0.1", `203.0.113.7, ${seen}`, 1)).toBe("192.0.2.9");
      expect(peerOf(seen.startsWith("::") ? seen : "::ffff:192.0.2.9", undefined, 0)).toBe("192.0.2.9");
      expect(peerOf("10.0.0.1", "[2001:db8::1]:443", 1)).toBe("2001:db8::1");
    },
  );

  it("is the first there is when fewer addresses came than proxies were expected", () => {
    expect(peerOf("10.0.0.1", undefined, 2)).toBe("10.0.0.1");
  });
});

describe("open to the world", () => {
  const open = (path: string, method = "GET") => isOpenToWorld({ path, method });

  it.each(["/api/line/webhook", "/api/mail", "/api/liff/form", "/liff/preferences", "/r/abc", "/api/health"])(
    "is %s",
    (path) => expect(open(path)).toBe(true),
  );

  it.each([
    "/admin",
    "/admin/broadcasts",
    "/api/auth/callback/credentials",
    "/",
    "/sandbox",
    "/_next/image",
    "/api/unknown",
    "/liffy",
  ])("is not %s", (path) => expect(open(path)).toBe(false));

  it.each(["/liff/../admin", "/liff/%2e%2e/admin", "/liff//admin", "/liff/..%2fadmin", "/liff\\admin"])(
    "is not %s, which means another path",
    (path) => expect(open(path)).toBe(false),
  );

  it("is never a server action, even when posted to an open page", () => {
    expect(open("/liff/preferences", "POST")).toBe(false);
    expect(open("/api/mail", "POST")).toBe(true);
  });
});
