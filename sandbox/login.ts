import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from "jose";

/** The key LINE Login signs ID tokens with, as a private JWK that carries its `kid`. */
export type LoginKey = JWK & { kid: string };

export const idTokenFlavors = [
  ...(["valid", "expired", "wrongAudience", "wrongIssuer", "foreignKey", "none", "hs256"] as const),
];
export type IdTokenFlavor = (typeof idTokenFlavors)[number];

export const issuer = "https://access.line.me";
const lifetimeSeconds = 3600;

export async function createLoginKey(): Promise<LoginKey> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(16).toString("hex"), alg: "ES256", use: "sig" };
}

export function publicJwk({ kty, crv, x, y, kid, alg, use }: LoginKey): JWK {
  return { kty, crv, x, y, kid, alg, use };
}

export type TokenRequest = { userId: string; name: string; channelId: string; at: number; flavor: IdTokenFlavor };

/** An ID token as LIFF hands it out, or one that is wrong in exactly the way its flavor says. */
export async function issueIdToken(key: LoginKey, request: TokenRequest) {
  const claims = claimsOf(request);
  if (request.flavor === "none") return unsigned(claims);
  if (request.flavor === "hs256") return signWithPublicKey(claims, key);
  const signingKey = request.flavor === "foreignKey" ? { ...(await createLoginKey()), kid: key.kid } : key;
  const header = { alg: "ES256", typ: "JWT", kid: key.kid };
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(signingKey, "ES256"));
}

function claimsOf({ userId, name, channelId, at, flavor }: TokenRequest): JWTPayload {
  const issuedAt = Math.floor(at / 1000) - (flavor === "expired" ? 2 * lifetimeSeconds : 0);
  return {
    iss: flavor === "wrongIssuer" ? "https://access.example.com" : issuer,
    sub: userId,
    aud: flavor === "wrongAudience" ? "9999999999" : channelId,
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
    amr: ["linesso"],
    name,
  };
}

function unsigned(claims: JWTPayload) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`;
}

/** The classical confusion: everybody knows the public key, so it must never pass as a shared secret. */
function signWithPublicKey(claims: JWTPayload, key: LoginKey) {
  const secret = new TextEncoder().encode(JSON.stringify(publicJwk(key)));
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT", kid: key.kid }).sign(secret);
}
