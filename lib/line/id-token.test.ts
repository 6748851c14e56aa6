import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { testEnvironment } from "#test/environment.ts";

/** LINE's keys as the world sees them; each test says what LINE answers. */
let line: Server;
let answer: { status: number; body: string } | "nothing" = { status: 503, body: "{}" };
const lineUserId = `U${"4".repeat(32)}`;

beforeAll(async () => {
  line = createServer((request, response) => {
    if (answer === "nothing") request.socket.destroy();
    else response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
  process.env.LINE_JWKS_URL = `http://127.0.0.1:${(line.address() as AddressInfo).port}/certs`;
});
afterAll(() => {
  vi.useRealTimers();
  line.close();
});

async function newKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "ES256" };
  const token = await new SignJWT({ sub: lineUserId })
    .setProtectedHeader({ alg: "ES256", kid })
    .setIssuer("https://access.line.me")
    .setAudience(testEnvironment.LINE_LOGIN_CHANNEL_ID)
    .setExpirationTime("9h")
    .sign(privateKey);
  return { jwk, token };
}

const illnesses = [
  { status: 503, body: "{}" },
  { status: 200, body: "<html>ただいまメンテナンス中です</html>" },
  { status: 200, body: "{}" },
  "nothing",
] as const;

it("calls no token wrong while LINE's keys cannot be had, and goes on with the keys it knows", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { verifyIdToken } = await import("./id-token.ts");
  const [known, added] = [await newKey("known"), await newKey("added")];
  for (answer of illnesses) await expect(verifyIdToken(known.token)).rejects.toThrow();
  answer = { status: 200, body: JSON.stringify({ keys: [known.jwk] }) };
  expect(await verifyIdToken(known.token)).toEqual({ ok: true, lineUserId });
  for (answer of illnesses) {
    vi.setSystemTime(Date.now() + 11 * 60_000);
    expect(await verifyIdToken(known.token)).toEqual({ ok: true, lineUserId });
    vi.setSystemTime(Date.now() + 11_000);
    await expect(verifyIdToken(added.token)).rejects.toThrow();
  }
  answer = { status: 200, body: JSON.stringify({ keys: [added.jwk] }) };
  vi.setSystemTime(Date.now() + 11_000);
  expect(await verifyIdToken(added.token)).toEqual({ ok: true, lineUserId });
  expect(await verifyIdToken(known.token)).toEqual({ ok: false, reason: "token_invalid" });
});
