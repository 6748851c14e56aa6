import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bulkUserId, type Control, createControl, type IdTokenFlavor } from "./control.ts";
import { type Sandbox, startSandbox } from "./server.ts";

const userId = bulkUserId(1);

let sandbox: Sandbox;
let control: Control;

beforeAll(async () => {
  sandbox = await startSandbox();
  control = createControl(sandbox.url);
});
afterAll(() => sandbox.close());

function check(token: string) {
  const keys = createRemoteJWKSet(new URL(`${sandbox.url}/oauth2/v2.1/certs`));
  const { loginChannelId: audience } = sandbox.options;
  return jwtVerify(token, keys, { algorithms: ["ES256"], issuer: "https://access.line.me", audience });
}

async function askLine(token: string) {
  const body = new URLSearchParams({ id_token: token, client_id: sandbox.options.loginChannelId });
  const response = await fetch(`${sandbox.url}/oauth2/v2.1/verify`, { method: "POST", body });
  return { status: response.status, body: await response.json() };
}

it("issues ID tokens that the published keys verify", async () => {
  const { payload, protectedHeader } = await check(await control.idToken(userId));
  expect(payload).toMatchObject({ sub: userId, amr: ["linesso"] });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  expect(protectedHeader).toMatchObject({ alg: "ES256", kid: expect.any(String) });
});

it("keeps the private key to itself", async () => {
  const { keys } = await (await fetch(`${sandbox.url}/oauth2/v2.1/certs`)).json();
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty("d");
});

describe("a token that is wrong in one way", () => {
  it.each<[IdTokenFlavor, string, string]>([
    ["expired", "ERR_JWT_EXPIRED", "IdToken expired."],
    ["wrongAudience", "ERR_JWT_CLAIM_VALIDATION_FAILED", "Invalid IdToken Audience."],
    ["wrongIssuer", "ERR_JWT_CLAIM_VALIDATION_FAILED", "Invalid IdToken Issuer."],
    ["foreignKey", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", "Invalid IdToken."],
    ["none", "ERR_JOSE_ALG_NOT_ALLOWED", "Invalid IdToken."],
    ["hs256", "ERR_JOSE_ALG_NOT_ALLOWED", "Invalid IdToken."],
  ])("%s", async (flavor, code, description) => {
    const token = await control.idToken(userId, flavor);
    await expect(check(token)).rejects.toMatchObject({ code });
    expect(await askLine(token)).toEqual({
      status: 400,
      body: { error: "invalid_request", error_description: description },
    });
  });
});

it("verifies like LINE Login", async () => {
  expect(await askLine(await control.idToken(userId))).toMatchObject({ status: 200, body: { sub: userId } });
});
