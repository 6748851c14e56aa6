import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { getEnv } from "./env.ts";

/** Sealed bytes: key id (1) · nonce (12) · tag (16) · ciphertext, AES-256-GCM. */
const keyId = 1;
const nonceLength = 12;
const tagLength = 16;

/** Seals bytes at rest. `purpose` keeps one column's bytes from opening in another's place. */
export function seal(purpose: string, plain: Buffer | string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(purpose), nonce);
  const body = Buffer.concat([cipher.update(plain as Buffer), cipher.final()]);
  return Buffer.concat([Buffer.from([keyId]), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` sealed for the same purpose; throws when a byte was changed. */
export function unseal(purpose: string, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(1, 1 + nonceLength);
  const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
  const decipher = createDecipheriv("aes-256-gcm", deriveKey(purpose), nonce);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(1 + nonceLength + tagLength)), decipher.final()]);
}

const derived = new Map<string, Buffer>();

/** A key of its own per purpose, from SECRET_KEY (HKDF-SHA256). */
export function deriveKey(purpose: string): Buffer {
  let key = derived.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", getEnv().secretKey, "kairan", purpose, 32));
    derived.set(purpose, key);
  }
  return key;
}
