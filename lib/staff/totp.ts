import { Secret, TOTP } from "otpauth";
import { now } from "../clock.ts";

const period = 30;
const sha1With6Digits = { period, digits: 6, algorithm: "SHA1" } as const; // what every authenticator app understands

export function newSeed(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says to the authenticator app. */
export function uriOf(seed: string, { city, account }: { city: string; account: string }): string {
  return new TOTP({
    ...sha1With6Digits,
    secret: Secret.fromBase32(seed),
    issuer: `Kairan ${city}`,
    label: account,
  }).toString();
}

/**
 * The 30-second step that a code belongs to; null when it is wrong. The steps before and after count too, because
 * telephones' clocks are a little off. `after`: the step of the last code, which opens nothing any more.
 */
export function stepOf(code: string, seed: string, after: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = now().getTime();
  const totp = new TOTP({ ...sha1With6Digits, secret: Secret.fromBase32(seed) });
  const delta = totp.validate({ token: code, window: 1, timestamp });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / period) + delta;
  return after !== null && step <= after ? null : step;
}
