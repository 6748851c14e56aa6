// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of other files
/**
 * What stands between an attack and us, and the test that must fail when it is taken out. `npm run defences` takes each out
 * in a copy of the project and runs that test; `test/security/defences.test.ts` keeps this table true.
 */
export type Defence = {
  /** As it stands in the tables of docs/security.md. */
  against: string;
  file: string;
  /** Stands in the file exactly once. */
  without: string;
  instead: string;
  test: { file: string; name: string };
  /** Whether Next has to build the pages anew for the test to see it. */
  build?: true;
};

const attacks = "test/security/weaknesses.test.ts";
const policy = "app/front/policy.test.ts";
const login = "test/security/line-login.test.ts";
const lineLogin = "e2e/line-login.test.ts";

export const defences: Defence[] = [
  {
    against: "SQL injection",
    file: "lib/segments/audience.ts",
    without: "eq(segments.key, audience.key)",
    instead: "sql.raw(`segments.key = '${audience.key}'`)",
    test: { file: attacks, name: "' or '1'='1 is only text, wherever it is put" },
    build: true,
  },
  {
    against: "OS command injection",
    file: "lib/csv.ts",
    without: "/** One line of CSV (RFC 4180). */",
    instead: 'import "node:child_process";',
    test: { file: attacks, name: "nothing that answers requests or jobs can start a program" },
  },
  {
    against: "path traversal",
    file: "lib/addresses/open.ts",
    without: "  if (devious.test(path)) return false;\n",
    instead: "",
    test: { file: "lib/addresses/addresses.test.ts", name: "which means another path" },
  },
  {
    against: "path traversal",
    file: "server.ts",
    without: "const door = doorOf(request);",
    instead: `const disk = process.getBuiltinModule("node:fs");
        const file = process.getBuiltinModule("node:path").normalize("." + decodeURIComponent(request.url!));
        if (disk.existsSync(file) && disk.statSync(file).isFile()) return response.end(disk.readFileSync(file));
        const door = doorOf(request);`,
    test: { file: attacks, name: "/_next/static/%2e%2e/%2e%2e/package.json gives no file away" },
  },
  {
    against: "session management",
    file: "app/session.ts",
    without: "httpOnly: true",
    instead: "httpOnly: false",
    test: { file: attacks, name: "the cookie is out of reach of scripts and other sites" },
    build: true,
  },
  {
    against: "session management",
    file: "app/session.ts",
    without: "secure: isSecure() }",
    instead: "secure: false }",
    test: { file: "app/session.test.ts", name: "under https the cookie never goes in the clear" },
  },
  {
    against: "session management",
    file: "lib/staff/sessions.ts",
    without: "isNull(staffSessions.endedAt), eq(staff.removed, false)",
    instead: "eq(staff.removed, false)",
    test: { file: attacks, name: "after signing out, a kept cookie opens nothing" },
    build: true,
  },
  {
    against: "session management",
    file: "lib/staff/sessions.ts",
    without: "and(isOpen(sessionId), isNotNull(staffSessions.confirmedAt))",
    instead: "isOpen(sessionId)",
    test: {
      file: "lib/staff/second-factor.test.ts",
      name: "takes a code of the app once, in a session that nobody knew before",
    },
  },
  {
    against: "session management",
    file: "app/session.ts",
    without: 'path: "/", secure: isSecure()',
    instead: 'path: "/", secure: false',
    test: { file: "test/security/behind-tls.test.ts", name: "the session's cookie never travels in the clear" },
    build: true,
  },
  {
    against: "session management",
    file: "lib/staff/sessions.ts",
    without: "if (!isAlive({ seenAt, createdAt }, hours)) return null;",
    instead: "",
    test: { file: "lib/staff/own-account.test.ts", name: "ends a sign-in by itself" },
  },
  {
    against: "session management",
    file: "lib/staff/sign-in.ts",
    without: 'if (!attempt) return { refused: "throttled" };',
    instead: "",
    test: { file: "lib/staff/sign-in.test.ts", name: "slows an address that tries one account after the other" },
  },
  {
    against: "cross-site scripting",
    file: "app/front/armour.ts",
    without: 'randomBytes(16).toString("base64")',
    instead: '"AAAAAAAAAAAAAAAAAAAAAA=="',
    test: { file: attacks, name: "its policy names only our own scripts" },
  },
  {
    against: "cross-site scripting",
    file: "app/front/armour.ts",
    without: '"x-content-type-options": "nosniff",',
    instead: "",
    test: { file: attacks, name: "its policy names only our own scripts" },
  },
  {
    against: "cross-site scripting",
    file: "lib/mail-rules/subject.ts",
    without: "if (!isMail(raw))",
    instead: "if (raw.length === 0 && !isMail(raw))",
    test: { file: "lib/mail-rules/rules.test.ts", name: "takes a file for what it holds, not for its name" },
  },
  {
    against: "cross-site scripting",
    file: "app/admin/(signed-in)/broadcasts/broadcast-table.tsx",
    without: "cell: ({ title }) => title,",
    instead: "cell: ({ title }) => <span dangerouslySetInnerHTML={{ __html: title }} />,",
    test: { file: attacks, name: "what another system calls a broadcast is shown as text" },
    build: true,
  },
  {
    against: "cross-site scripting",
    file: "app/front/policy.ts",
    without: "`'nonce-${nonce}'`, \"'strict-dynamic'\"",
    instead: "\"'unsafe-inline'\"",
    test: { file: attacks, name: "its policy names only our own scripts" },
  },
  {
    against: "CSRF",
    file: "app/front/origin.ts",
    without: 'const { origin = "" } = headers;',
    instead: "return true;",
    test: { file: attacks, name: "another site neither signs in nor out" },
  },
  {
    against: "CSRF",
    file: "app/front/origin.ts",
    without: 'if (headers["sec-fetch-site"] && headers["sec-fetch-site"] !== "same-origin") return false;',
    instead: "",
    test: { file: policy, name: "takes changes from its own pages only" },
  },
  {
    against: "CSRF",
    file: "app/front/origin.ts",
    without: "if (!URL.canParse(origin)) return false;",
    instead: "if (!URL.canParse(origin)) return true;",
    test: { file: policy, name: "takes changes from its own pages only" },
  },
  {
    against: "HTTP header injection",
    file: "app/session.ts",
    without: '`${getEnv().publicUrl}${localPath(url.replace(baseUrl, ""))}`',
    instead: "url",
    test: { file: attacks, name: "does not lead to" },
    build: true,
  },
  {
    against: "HTTP header injection",
    file: "app/admin/local-path.ts",
    without: 'return isOurs ? `${pathname}${search}` : "/admin";',
    instead: "return wanted;",
    test: { file: "app/admin/local-path.test.ts", name: "leads nowhere but home" },
  },
  {
    against: "mail header injection",
    file: "lib/notices/send-mail.ts",
    without: "await transport.sendMail({ ...mail,",
    instead:
      'const raw = `Subject: ${mail.subject}\\r\\n\\r\\n${mail.text}`;\n    const envelope = { from: "a@b.jp", to: mail.bcc };\n    await transport.sendMail({ raw, envelope,',
    test: { file: "lib/notices/tell.test.ts", name: "mail header injection" },
  },
  {
    against: "clickjacking",
    file: "app/front/policy.ts",
    without: '"frame-ancestors": ["\'none\'"],',
    instead: "",
    test: { file: attacks, name: "no page may be shown in another site's frame" },
  },
  {
    against: "clickjacking",
    file: "app/front/policy.ts",
    without: `"frame-ancestors": [sandbox ? "'self'" : "'none'"],`,
    instead: `"frame-ancestors": [sandbox ? "'self'" : "*"],`,
    test: { file: policy, name: "lets nobody frame any page where LINE is the real one" },
  },
  {
    against: "buffer overflow",
    file: "server.ts",
    without: "const headersAtMost = 16 * 1024;",
    instead: "const headersAtMost = 16 * 1024 * 1024;",
    test: { file: attacks, name: "oversized headers are answered with 431, and the system goes on" },
  },
  {
    against: "buffer overflow",
    file: "app/api/answer.ts",
    without: "if (size > limit) throw new TooLargeBody(",
    instead: "if (size < 0) throw new TooLargeBody(",
    test: { file: "app/api/line/webhook.test.ts", name: "refuses more than 2 MB" },
  },
  {
    against: "buffer overflow",
    file: "app/front/origin.ts",
    without: "if (harmless.includes(method)) return false;\n  // Without",
    instead: "return false;\n  // Without",
    test: { file: attacks, name: "what is too much is refused, and the system goes on" },
  },
  {
    against: "buffer overflow",
    file: "app/api/answer.ts",
    without: "if (nesting(text) > deepest)",
    instead: "if (nesting(text) > Number.POSITIVE_INFINITY)",
    test: { file: "app/api/broadcasts/broadcasts.test.ts", name: "what nests without end, instead of failing" },
  },
  {
    against: "missing access control",
    file: "app/session.ts",
    without: "(await currentActor()) ?? redirect(",
    instead:
      '(await currentActor()) ?? ({ kind: "staff", id: "", name: "", permissions: {}, department: null } as never) ?? redirect(',
    test: { file: attacks, name: "nobody sees an admin page, nor what its parts fetch" },
    build: true,
  },
  {
    against: "missing access control",
    file: "lib/actor.ts",
    without: "if (!may(actor, feature, permission)) throw new Forbidden();",
    instead: "",
    test: { file: "test/security/walk.test.ts", name: "refuses the others before it has touched anything" },
  },
  {
    against: "missing access control",
    file: "app/session.ts",
    without: 'if (feature && !may(staff, feature, "view")) forbidden();',
    instead: "",
    test: { file: "test/security/pages.test.ts", name: "is for who may view" },
    build: true,
  },
  {
    against: "missing access control",
    file: "app/api/line/webhook/route.ts",
    without: "if (!isSignedByLine(raw, signature))",
    instead: "if (!isSignedByLine(raw, signature) && raw.length === 0)",
    test: { file: "app/api/line/webhook.test.ts", name: "stores nothing of a call that LINE did not sign" },
  },
  {
    against: "`redirect_uri` is HTTPS",
    file: "app/front/armour.ts",
    without: "if (secure) response.setHeader(",
    instead: "if (!secure) response.setHeader(",
    test: { file: policy, name: "asks browsers to come by TLS only" },
  },
  {
    against: "`redirect_uri` equals the registered callback URL, or adds a query",
    file: "liff/line-login.ts",
    without: "return location.origin + location.pathname;",
    instead: "return location.href;",
    test: { file: lineLogin, name: "LINE is told to come back to this very page" },
    build: true,
  },
  {
    against: "no open redirect behind the callback URL",
    file: "liff/line-login.ts",
    without: "return location.origin + location.pathname;",
    instead: 'return new URLSearchParams(location.search).get("next") ?? location.origin + location.pathname;',
    test: { file: lineLogin, name: "LINE is told to come back to this very page" },
    build: true,
  },
  {
    against: "`state` is random, kept where others cannot read it, new each time",
    file: "liff/line-login.ts",
    without: "return leave(() => liff.login({ redirectUri: here() }));\n  const token",
    instead:
      "return leave(() => location.assign(`https://access.line.me/liff/v1/authorize?state=fixed-for-all&redirect_uri=${here()}`));\n  const token",
    test: { file: lineLogin, name: "each login is asked for with a state and a challenge of its own" },
    build: true,
  },
  {
    against: "`state` is compared at the callback",
    file: "liff/line-login.ts",
    without: "await liff.init({ liffId });",
    instead: `await liff.init({ liffId });
    const code = new URLSearchParams(location.search).get("code");
    if (code) await fetch("https://api.line.me/oauth2/v2.1/token", { method: "POST", body: new URLSearchParams({ code }) });`,
    test: { file: lineLogin, name: "an answer to a login that this browser did not begin is not taken" },
    build: true,
  },
  {
    against: "the channel secret is known to nobody",
    file: "app/layout.tsx",
    without: "<head>",
    instead: '<head><meta name="leak" content={process.env.LINE_CHANNEL_SECRET} />',
    test: { file: attacks, name: "no secret of the city reaches a browser" },
    build: true,
  },
  ...(
    [
      ["issuer,", "wrongIssuer"],
      ["audience: loginChannelId,", "wrongAudience"],
      ["currentDate: new Date(Date.now() + getEnv().clockOffsetMs),", "expired", "currentDate: new Date(0),"],
    ] as const
  ).map(([without, flavor, instead = ""]) => ({
    against: "ID tokens are verified",
    file: "lib/line/id-token.ts",
    without: `      ${without}\n`,
    instead,
    test: { file: login, name: `one that is ${flavor} changes nothing` },
  })),
  {
    against: "ID tokens are verified",
    file: "lib/line/id-token.ts",
    without: "const { payload } = await jwtVerify(token, keys.keyFor, {",
    instead: 'const payload = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());\n    void ({',
    test: { file: login, name: "one that is foreignKey changes nothing" },
  },
  {
    against: "ID tokens are verified",
    file: "lib/line/id-token.ts",
    without: 'algorithms: ["ES256"],',
    instead: "",
    test: { file: "lib/line/id-token-claims.test.ts", name: "takes ES256 alone, even of a key that LINE publishes" },
  },
  {
    against: "ID tokens are verified",
    file: "lib/line/id-token.ts",
    without: 'requiredClaims: ["sub", "exp"],',
    instead: 'requiredClaims: ["sub"],',
    test: { file: "lib/line/id-token-claims.test.ts", name: "refuses a token" },
  },
  {
    against: "access tokens: `client_id`, `expires_in`",
    file: "liff/line-login.ts",
    without: "return { token, renew",
    instead:
      "void fetch(`/api/liff/form?token=${localStorage.getItem(`LIFF_STORE:${liffId}:accessToken`)}`);\n  return { token, renew",
    test: { file: lineLogin, name: "the city hears the raw ID token alone" },
    build: true,
  },
  {
    against: "raw tokens, no user ids, go to the server",
    file: "app/api/liff/preferences/route.ts",
    without: "lineUserId: verdict.lineUserId }",
    instead: 'lineUserId: request.headers.get("x-line-user-id") ?? verdict.lineUserId }',
    test: { file: login, name: "who a resident is, is taken from the raw ID token only" },
  },
  {
    against: "the server verifies tokens that a client sends",
    file: "app/api/liff/preferences/route.ts",
    without: "const verdict = await verifyIdToken(bearerOrNone(request));",
    instead:
      'const sub = /U[0-9a-f]{32}/.exec(atob(bearerOrNone(request).split(".")[1] ?? "") + bearerOrNone(request))?.[0];\n    const verdict = sub ? { ok: true as const, lineUserId: sub } : await verifyIdToken(bearerOrNone(request));',
    test: { file: login, name: "a user id or a profile is no proof" },
  },
];
