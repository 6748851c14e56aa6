import { errors, jwtVerify } from "jose";
import { getEnv } from "../env.ts";
import { createLoginKeys, KeysUnreachable, type LoginKeys } from "./login-keys.ts";

export type IdTokenVerdict =
  | { ok: true; lineUserId: string }
  | { ok: false; reason: "token_expired" | "token_invalid" };

const issuer = "https://access.line.me";
const userIdShape = /^U[0-9a-f]{32}$/;
const clockToleranceSeconds = 5;

let keys: LoginKeys | undefined;

/**
 * Verifies a raw LIFF ID token ourselves (ES256 against LINE's published keys, cached), because LINE's verify
 * endpoint throttles at undisclosed rates. Expired and forged are told apart. Throws only when LINE's keys cannot be had.
 */
export async function verifyIdToken(token: string): Promise<IdTokenVerdict> {
  const { jwksUrl, loginChannelId } = getEnv().line;
  keys ??= createLoginKeys(jwksUrl);
  try {
    const { payload } = await jwtVerify(token, keys.keyFor, {
      issuer,
      audience: loginChannelId,
      algorithms: ["ES256"],
      requiredClaims: ["sub", "exp"],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(Date.now() + getEnv().clockOffsetMs),
    });
    if (!userIdShape.test(payload.sub!)) return { ok: false, reason: "token_invalid" };
    return { ok: true, lineUserId: payload.sub! };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { ok: false, reason: "token_expired" };
    if (error instanceof errors.JWKSNoMatchingKey && keys.isStale()) throw new KeysUnreachable();
    if (!(error instanceof errors.JOSEError)) throw error;
    return { ok: false, reason: "token_invalid" };
  }
}
