import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getEnv } from "../env.ts";
import { verifyIdToken } from "./id-token.ts";

// LINE's keys are ours here: also the kinds that LINE does not use today.
const keys = { ES256: await generateKeyPair("ES256"), RS256: await generateKeyPair("RS256") };
const lineUserId = `U${"a".repeat(32)}`;
let server: Server;

beforeAll(async () => {
  const jwks = await Promise.all(
    Object.entries(keys).map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid: alg, alg })),
  );
  server = createServer((_, response) => response.end(JSON.stringify({ keys: jwks })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(getEnv().line, { jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs` });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function token(claims: JWTPayload = {}, alg: keyof typeof keys = "ES256"): Promise<string> {
  const aud = getEnv().line.loginChannelId;
  const exp = Math.floor(Date.now() / 1000) + 600;
  const whole = { iss: "https://access.line.me", aud, exp, sub: lineUserId, ...claims };
  return new SignJWT(whole).setProtectedHeader({ alg, kid: alg }).sign(keys[alg].privateKey);
}

it("believes whom LINE names", async () => {
  expect(await verifyIdToken(await token())).toEqual({ ok: true, lineUserId });
});

it("takes ES256 alone, even of a key that LINE publishes", async () => {
  expect(await verifyIdToken(await token({}, "RS256"))).toEqual({ ok: false, reason: "token_invalid" });
});

it.each<[string, JWTPayload]>([
  ["without an end", { exp: undefined }],
  ["without a subject", { sub: undefined }],
  ["of another kind of subject", { sub: "../admin" }],
  ["for another channel beside none", { aud: [] }],
  ["not valid yet", { nbf: Math.floor(Date.now() / 1000) + 600 }],
])("refuses a token %s", async (_, claims) => {
  expect(await verifyIdToken(await token(claims))).toMatchObject({ ok: false });
});
