import { createHash, randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { request as rawRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type City, startCity } from "#test/city.ts";
import { type Browser, openBrowser, signIn, signInForm } from "./browser.ts";

// Attacks on a whole running system: separate processes for web, worker and sandbox, as they are deployed.
let city: City;
let staff: Browser;

beforeAll(async () => {
  city = await startCity();
  staff = openBrowser(city);
  expect((await signIn(city, staff)).status).toBe(200);
}, 90_000);
afterAll(() => city.stop());

const api = (path: string, init: RequestInit = {}) =>
  fetch(`${city.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${city.apiToken}`, "content-type": "application/json", ...init.headers },
  });

describe("SQL injection", () => {
  const attacks = [
    "' or '1'='1",
    "'; drop table followers; --",
    "1) or (1=1",
    "\\'; select pg_sleep(5); --",
    "aoba\u0027||\u0027",
  ];

  it.each(attacks)("%s is only text, wherever it is put", async (attack) => {
    const rules = [{ question: attack, anyOf: [attack] }, { question: "ward", anyOf: [attack] }, { segment: attack }];
    const statuses = [
      (await api(`/api/broadcasts/${encodeURIComponent(attack)}`)).status,
      (await api(`/api/mail/${encodeURIComponent(attack)}`, { headers: { authorization: `Bearer ${city.mailToken}` } }))
        .status,
      ...(await Promise.all(
        rules.map(
          async (rule) => (await api("/api/segments/count", { method: "POST", body: JSON.stringify({ rule }) })).status,
        ),
      )),
      (await staff.ask(`/admin/broadcasts?status=${encodeURIComponent(attack)}`)).status,
      (await staff.ask(`/admin/mails?state=${encodeURIComponent(attack)}&before=${encodeURIComponent(attack)}`)).status,
      (await staff.ask(`/admin/activity?before=${encodeURIComponent(attack)}`)).status,
      (await staff.ask(`/admin/segments/${encodeURIComponent(attack)}`)).status,
    ];
    for (const status of statuses) expect(status).toBeLessThan(500);
    const audience = { kind: "segment", key: attack };
    const sent = { title: "x", messages: [{ type: "text", text: "x" }], audience };
    const init = { method: "POST", headers: { "idempotency-key": randomUUID() }, body: JSON.stringify(sent) };
    expect((await api("/api/broadcasts", init)).status).toBe(422);
    const [{ tables } = { tables: 0 }] = await city.client.sql<{ tables: number }[]>`
      select count(*)::int as tables from information_schema.tables where table_name in ('followers', 'staff', 'activities')`;
    expect(tables).toBe(3);
  });

  it("an e-mail address that is SQL signs nobody in", async () => {
    const browser = openBrowser(city);
    const form = await signInForm(city, browser, { origin: city.url });
    (form.body as URLSearchParams).set("email", `${city.staff.email}' or '1'='1`);
    expect((await browser.ask("/api/auth/callback/credentials", form)).status).toBe(401);
  });
});

describe("OS command injection", () => {
  it("nothing that answers requests or jobs can start a program", async () => {
    const starters: string[] = [];
    for await (const file of glob("{app,lib,worker,liff,components,db}/**/*.{ts,tsx}"))
      if (
        !/\.test\.tsx?$/.test(file) &&
        /child_process|node:vm|\beval\(|new Function\(/.test(readFileSync(file, "utf8"))
      )
        starters.push(file);
    expect(starters).toEqual([]);
  });
});

describe("path traversal", () => {
  const paths = [
    "/../../../../etc/passwd",
    "/_next/static/../../../package.json",
    "/_next/static/..%2f..%2f..%2fpackage.json",
    "/_next/static/%2e%2e/%2e%2e/package.json",
    "/liff/..%2f..%2f.data/local.json",
    "/liff\\..\\..\\package.json",
    "/r/..%2f..%2fpackage.json",
    "/_next/image?url=%2f..%2f..%2fpackage.json&w=64&q=75",
    "/_next/image?url=file:///etc/passwd&w=64&q=75",
  ];

  it.each(paths)("%s gives no file away", async (path) => {
    const { body } = await raw(path);
    expect(body).not.toMatch(/root:x:|"dependencies"|secretKey/);
  });
});

describe("session management", () => {
  it("the cookie is out of reach of scripts and other sites", async () => {
    const browser = openBrowser(city);
    const response = await signIn(city, browser);
    const cookie = response.headers.getSetCookie().find((line) => line.includes("session-token"))!;
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
    expect(cookie).toMatch(/Path=\//i);
  });

  it("a session that somebody planted before the sign-in is not the one after it", async () => {
    const browser = openBrowser(city);
    for (const name of staff.cookies.keys()) if (name.includes("session-token")) browser.cookies.set(name, "planted");
    await signIn(city, browser);
    expect([...browser.cookies.values()]).not.toContain("planted");
  });

  it("after signing out, a kept cookie opens nothing", async () => {
    const browser = openBrowser(city);
    await signIn(city, browser);
    expect((await browser.ask("/admin/broadcasts")).status).toBe(200);
    const kept = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const { csrfToken } = (await (await browser.ask("/api/auth/csrf")).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, json: "true" });
    await browser.ask("/api/auth/signout", { method: "POST", headers: { origin: city.url }, body });
    expect(isTurnedAway(await openBrowser(city).ask("/admin/broadcasts", { headers: { cookie: kept } }))).toBe(true);
  });

  it("a cookie that somebody changed opens nothing", async () => {
    const [name, value] = [...staff.cookies].find(([name]) => name.includes("session-token"))!;
    const changed = `${name}=${value.slice(0, -8)}AAAAAAAA`;
    expect(isTurnedAway(await openBrowser(city).ask("/admin/broadcasts", { headers: { cookie: changed } }))).toBe(true);
  });
});

describe("cross-site scripting", () => {
  const attack = `<script>stolen()</script><img src=x onerror=stolen()>"><svg onload=stolen()>`;

  it("what another system calls a broadcast is shown as text", async () => {
    const answer = await api("/api/broadcasts", {
      method: "POST",
      headers: { "idempotency-key": "xss" },
      body: JSON.stringify({
        title: attack,
        messages: [{ type: "text", text: attack }],
        audience: { kind: "everyone" },
        scheduledFor: new Date(Date.now() + 86_400_000).toISOString(),
      }),
    });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const mail = await city.sendMail(
      `From: <${"a".repeat(5)}@example.jp>\r\nSubject: ${attack}\r\nMessage-ID: <x@y>\r\n\r\n${attack}`,
    );
    const paths = ["/admin", "/admin/broadcasts", "/admin/mails", `/admin/mails/${mail}`, `/admin/broadcasts/${id}`];
    for (const path of paths) {
      const html = await (await staff.ask(path)).text();
      expect(html, path).not.toMatch(/<script>stolen|<img src=x|<svg onload/);
      if (path.includes("/broadcasts")) expect(html, path).toContain("stolen()&gt;");
    }
  });

  it("what stands in an address is shown as text", async () => {
    for (const path of ["/admin/sign-in?next=", "/admin/sign-in?error=", "/liff/why?b=", "/"]) {
      const html = await (await staff.ask(`${path}${encodeURIComponent(attack)}`)).text();
      expect(html, path).not.toMatch(/<script>stolen|<img src=x|<svg onload/);
    }
  });

  it("and if one were written into a page all the same, its policy names only our own scripts", async () => {
    for (const path of ["/admin/sign-in", "/admin/broadcasts", "/liff/preferences", "/sandbox", "/nowhere"]) {
      const response = await staff.ask(path);
      const policy = response.headers.get("content-security-policy") ?? "";
      const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src ")) ?? "none";
      expect(scripts, path).toMatch(/'nonce-[\w+/=]{20,}'/);
      expect(scripts, path).not.toMatch(/unsafe|\*|data:|https:(?!\/\/static\.line-scdn\.net\/liff\/)/);
      expect(policy, path).toContain("base-uri 'none'");
      expect(response.headers.get("x-content-type-options"), path).toBe("nosniff");
    }
    const nonce = async () => (await staff.ask("/admin/sign-in")).headers.get("content-security-policy");
    expect(await nonce()).not.toBe(await nonce());
  });

  it("a policy and a nonce that the client itself sends count for nothing", async () => {
    const response = await openBrowser(city).ask("/admin/sign-in", {
      headers: { "content-security-policy": "script-src 'nonce-mine'", "x-kairan-nonce": "mine" },
    });
    expect(response.headers.get("content-security-policy")).not.toContain("mine");
    expect(await response.text()).not.toContain('nonce="mine"');
  });
});

describe("cross-site request forgery", () => {
  const elsewhere = [
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { "sec-fetch-site": "cross-site" },
  ] as Record<string, string>[];
  const pages = ["/admin", "/admin/broadcasts/new", "/admin/sign-in", "/", "/sandbox"];

  it.each(elsewhere)("no action is run for a page of %o", async (headers) => {
    for (const path of pages) {
      const action = { "next-action": "0".repeat(42), "content-type": "text/plain;charset=UTF-8" };
      const response = await staff.ask(path, { method: "POST", headers: { ...action, ...headers }, body: "[]" });
      expect(response.status, path).toBe(403);
    }
  });

  it("another site neither signs in nor out", async () => {
    const browser = openBrowser(city);
    await signIn(city, browser);
    const form = await signInForm(city, browser, { origin: "https://evil.example" });
    expect((await browser.ask("/api/auth/callback/credentials", form)).status).toBe(403);
    expect((await browser.ask("/api/auth/signout", form)).status).toBe(403);
    expect((await browser.ask("/admin/broadcasts")).status).toBe(200);
  });

  it("our own page without next-auth's token is refused too", async () => {
    const browser = openBrowser(city);
    const body = new URLSearchParams({ ...city.staff, json: "true" });
    await browser.ask("/api/auth/callback/credentials", { method: "POST", headers: { origin: city.url }, body });
    expect(isTurnedAway(await browser.ask("/admin/broadcasts"))).toBe(true);
  });

  it("a cookie opens none of the doors for machines", async () => {
    for (const [method, path] of machineDoors)
      expect((await staff.ask(path, { method, body: method === "GET" ? null : "{}" })).status, path).toBe(401);
  });

  it("no door tells a browser that other sites may read it", async () => {
    for (const path of ["/api/auth/csrf", "/api/auth/session", "/api/liff/form", "/admin"]) {
      const response = await staff.ask(path, { headers: { origin: "https://evil.example" } });
      expect(response.headers.get("access-control-allow-origin"), path).toBeNull();
    }
  });
});

const machineDoors = [
  ["POST", "/api/broadcasts"],
  ["POST", "/api/broadcasts/0191d0ff-0000-7000-8000-000000000001/cancel"],
  ["GET", "/api/broadcasts/0191d0ff-0000-7000-8000-000000000001"],
  ["POST", "/api/segments/count"],
  ["POST", "/api/mail"],
  ["GET", "/api/mail/0191d0ff-0000-7000-8000-000000000001"],
  ["GET", "/api/liff/preferences"],
  ["PUT", "/api/liff/preferences"],
  ["DELETE", "/api/liff/preferences"],
  ["POST", "/api/line/webhook"],
  ["GET", "/api/metrics"],
] as const;

describe("HTTP header injection", () => {
  it("a line break in an address makes no header", async () => {
    for (const path of [
      "/admin/sign-in?next=%0d%0aSet-Cookie:%20stolen=1",
      "/admin/broadcasts%0d%0aSet-Cookie:%20stolen=1",
      "/admin/broadcasts?next=%0d%0aX-Stolen:%201",
      "/api/auth/signin?callbackUrl=%0d%0aX-Stolen:%201",
    ]) {
      const { headers } = await raw(path);
      expect(JSON.stringify(headers["set-cookie"] ?? []), path).not.toContain("stolen=1;");
      expect(headers["x-stolen"], path).toBeUndefined();
    }
  });

  it("nobody is sent to another site", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/%5cevil.example"])
      for (const path of [
        `/admin/sign-in?next=${encodeURIComponent(next)}`,
        `/api/auth/signin?callbackUrl=${encodeURIComponent(next)}`,
      ]) {
        const { location } = (await raw(path, [...staff.cookies].map(([name, value]) => `${name}=${value}`).join("; ")))
          .headers;
        expect(new URL(location ?? "/", city.url).host, path).toBe(new URL(city.url).host);
      }
  });
});

describe("the way back after signing in", () => {
  it.each(["https://evil.example/admin", "//evil.example/admin", "http:evil.example"])(
    "does not lead to %s",
    async (callbackUrl) => {
      const browser = openBrowser(city);
      const form = await signInForm(city, browser, { origin: city.url });
      (form.body as URLSearchParams).set("callbackUrl", callbackUrl);
      const { url } = (await (await browser.ask("/api/auth/callback/credentials", form)).json()) as { url: string };
      expect(new URL(url, city.url).host).toBe(new URL(city.url).host);
    },
  );
});

describe("clickjacking", () => {
  it("no page may be shown in another site's frame", async () => {
    for (const path of ["/admin/sign-in", "/admin", "/admin/broadcasts/new", "/sandbox", "/nowhere"])
      expect((await staff.ask(path)).headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
    // The sandbox's own phones show this one; without the sandbox it is 'none' (app/front/policy.test.ts).
    expect((await staff.ask("/liff/preferences")).headers.get("content-security-policy")).toContain(
      "frame-ancestors 'self'",
    );
  });
});

describe("buffer overflow", () => {
  it("what is too much is refused, and the system goes on", async () => {
    const much = "x".repeat(1024 * 1024);
    const login = { method: "POST", headers: { origin: city.url }, body: new URLSearchParams({ email: much }) };
    expect((await openBrowser(city).ask("/api/auth/callback/credentials", login)).status).toBe(413);
    expect((await api("/api/segments/count", { method: "POST", body: JSON.stringify(much.repeat(3)) })).status).toBe(
      413,
    );
    expect((await api("/api/segments/count", { method: "POST", body: "[".repeat(100_000) })).status).toBe(400);
    expect((await fetch(`${city.url}/api/ready`)).status).toBe(200);
  });

  it("oversized headers are answered with 431, and the system goes on", async () => {
    expect((await raw("/admin/sign-in", `stolen=${"x".repeat(20_000)}`)).status).toBe(431);
    expect((await raw(`/liff/preferences?${"x".repeat(20_000)}`)).status).toBe(431);
    expect((await fetch(`${city.url}/api/ready`)).status).toBe(200);
  });

  it("a form of unknown length is not read", async () => {
    const body = new Blob(["a=b"]).stream();
    const init = { method: "POST", headers: { origin: city.url }, body, duplex: "half" } as RequestInit;
    expect((await openBrowser(city).ask("/api/auth/callback/credentials", init)).status).toBe(413);
  });
});

describe("secrets", () => {
  it("no secret of the city reaches a browser", async () => {
    const { LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, SECRET_KEY, MAIL_GATEWAY_TOKEN, METRICS_TOKEN } = city.env;
    const secrets = [LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, SECRET_KEY, MAIL_GATEWAY_TOKEN, METRICS_TOKEN];
    const pages = ["/liff/preferences", "/liff/why", "/api/liff/form", "/admin/sign-in", "/admin", "/admin/chatbot"];
    const sent = await Promise.all(pages.map(async (path) => (await staff.ask(path)).text()));
    const scripts = globSync(".next/static/**/*.{js,css,json}").map((file) => readFileSync(file, "utf8"));
    expect(scripts.length).toBeGreaterThan(10);
    const everything = [...sent, ...scripts].join("\n");
    for (const secret of secrets) expect(everything.includes(secret!), "a secret in what a browser gets").toBe(false);
  });
});

describe("missing access control", () => {
  it("nobody sees an admin page, nor what its parts fetch", async () => {
    const nobody = openBrowser(city);
    for await (const file of glob("app/admin/**/{page.tsx,route.ts}")) {
      const path = `/${file.replace(/^app\/|\/(page\.tsx|route\.ts)$/g, "").replace(/\/\([^/]+\)/g, "")}`.replaceAll(
        /\[[^\]]+\]/g,
        id,
      );
      if (/^\/admin\/(sign-in|invitation)/.test(path)) continue;
      if (file.endsWith("route.ts")) {
        const isPost = /\bfunction POST\b/.test(readFileSync(file, "utf8"));
        const form = { method: "POST", headers: { origin: city.url }, body: new URLSearchParams() };
        const answer = await nobody.ask(path, isPost ? form : {});
        // What is posted is answered like an action, in words.
        if (isPost)
          expect(await answer.json(), path).toMatchObject({
            ok: false,
            message: expect.stringContaining("サインイン"),
          });
        else expect(answer.status, path).toBe(401);
        continue;
      }
      expect(isTurnedAway(await nobody.ask(path)), path).toBe(true);
      // What Next fetches when a link is followed: at most another address to ask.
      const part = await nobody.ask(path, { headers: { rsc: "1" } });
      expect([part.status, await part.text()], path).toEqual([
        expect.toSatisfy((status) => status >= 300),
        expect.not.stringContaining("children"),
      ]);
    }
  });

  it("an action posted to a machine's door is not handed on to its page", async () => {
    const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
    for (const action of Object.keys(manifest.node).slice(0, 3))
      for (const path of ["/api/line/nowhere", "/api/mail/a/b/c", "/api/health"]) {
        const headers = { "next-action": action, "content-type": "text/plain;charset=UTF-8", origin: city.url };
        const response = await staff.ask(path, { method: "POST", headers, body: "[]" });
        expect([404, 405], path).toContain(response.status);
        // What Next says when the page it handed the action to refused it.
        expect(await response.text(), path).not.toBe("{}");
      }
  });

  it("no picture service fetches our pages for a stranger", async () => {
    for (const url of ["/admin/staff", "/icon.svg", "https://evil.example/x.png"]) {
      const path = `/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`;
      expect((await staff.ask(path)).status, url).toBe(404);
    }
  });

  it("each API door opens to its own kind of caller only, and no door is forgotten here", async () => {
    const found = [...globSync("app/api/**/route.ts")].map((file) => `/${file.replace(/^app\/|\/route\.ts$/g, "")}`);
    expect(found.filter((path) => !path.includes("nextauth")).sort()).toEqual(Object.keys(doors).sort());
    const weak = await tokenWithoutRights();
    const { userId } = await city.control.addResident({ displayName: "佐藤" });
    const callers: Record<string, Record<string, string>> = {
      nobody: {},
      staff: { cookie: [...staff.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      weak: { authorization: `Bearer ${weak}` },
      resident: { authorization: `Bearer ${await city.control.idToken(userId)}` },
      gateway: { authorization: `Bearer ${city.mailToken}` },
      metrics: { authorization: `Bearer ${city.env.METRICS_TOKEN}` },
    };
    for (const [path, { method, of, body = {} }] of Object.entries(doors))
      for (const [caller, headers] of Object.entries(callers)) {
        const init = { method, headers, body: method === "GET" ? null : JSON.stringify(body) };
        const { status } = await fetch(`${city.url}${path.replaceAll("[id]", id)}`, init);
        const expected = of === "everybody" || of === caller ? "let in" : "refused";
        expect(`${caller} at ${path}: ${[401, 403].includes(status) ? "refused" : "let in"}`).toBe(
          `${caller} at ${path}: ${expected}`,
        );
      }
  });

  it("nobody writes into our log what they like", async () => {
    const body = JSON.stringify({ level: "error", code: "FORGED" });
    const headers = { origin: city.url, "content-type": "application/json" };
    const response = await openBrowser(city).ask("/api/auth/_log", { method: "POST", headers, body });
    expect(response.status).toBe(404);
  });

  it("what the database says about a sign-in stays here", async () => {
    for (const email of ["a\0b@example.jp", `${"x".repeat(400)}@example.jp`]) {
      const browser = openBrowser(city);
      const form = await signInForm(city, browser, { origin: city.url });
      (form.body as URLSearchParams).set("email", email);
      const response = await browser.ask("/api/auth/callback/credentials", form);
      expect(response.status).toBe(401);
      expect(await response.text()).toMatch(/error=failed"/);
    }
  });

  it("what goes wrong tells no stranger how the system is made", async () => {
    for (const path of ["/admin/%", "/api/nowhere", "/api/auth/nowhere", "/nowhere", "/api/broadcasts/%00"]) {
      const response = await openBrowser(city).ask(path);
      expect(await response.text(), path).not.toMatch(/\bat .+\.(ts|js):\d+|node_modules|postgres:\/\//);
      expect(response.headers.get("x-powered-by"), path).toBeNull();
    }
  });
});

/** Who each door is for; a token of another system is for those with a right, so one without is refused everywhere. */
const doors: Record<
  string,
  { method: string; of: "everybody" | "resident" | "gateway" | "metrics" | "systems" | "LINE"; body?: object }
> = {
  "/api/broadcasts": { method: "POST", of: "systems" },
  "/api/broadcasts/[id]": { method: "GET", of: "systems" },
  "/api/broadcasts/[id]/cancel": { method: "POST", of: "systems" },
  "/api/health": { method: "GET", of: "everybody" },
  "/api/liff/form": { method: "GET", of: "everybody" },
  "/api/liff/preferences": { method: "PUT", of: "resident" },
  "/api/line/webhook": { method: "POST", of: "LINE" },
  "/api/mail": { method: "POST", of: "gateway" },
  "/api/mail/[id]": { method: "GET", of: "gateway" },
  "/api/metrics": { method: "GET", of: "metrics" },
  "/api/ready": { method: "GET", of: "everybody" },
  "/api/segments/count": { method: "POST", of: "systems", body: { rule: { all: [] } } },
};

async function tokenWithoutRights(): Promise<string> {
  const token = "kairan_without_any_right";
  const hash = createHash("sha256").update(token).digest("hex");
  await city.client.sql`
    insert into api_tokens (id, name, token_hash, permissions, created_at) values (gen_random_uuid(), 'none', ${hash}, '{}', now())`;
  return token;
}

const id = "0191d0ff-0000-7000-8000-000000000001";

/** A page that is not there proves nothing: only the way to the door counts. */
function isTurnedAway(response: Response): boolean {
  return [303, 307].includes(response.status) && (response.headers.get("location") ?? "").includes("/admin/sign-in");
}

/** A request whose path nobody tidies up. */
function raw(
  path: string,
  cookie = "",
): Promise<{ status: number; headers: Record<string, unknown> & { location?: string }; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(city.url);
    rawRequest({ hostname, port, path, headers: { cookie } }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers as never, body }));
    })
      .on("error", reject)
      .end();
  });
}
