import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { getEnv } from "./env.ts";

/** Sealed bytes: key id (1) · nonce (12) · tag (16) · ciphertext, AES-256-GCM. */
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;
/** What was sealed before keys had ids of their own. */
const someKey = 1;

/** Seals bytes at rest. `purpose` keeps one column's bytes from opening in another's place. */
export function seal(purpose: string, plain: Buffer | string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(purpose), nonce);
  const body = Buffer.concat([cipher.update(plain as Buffer), cipher.final()]);
  return Buffer.concat([Buffer.from([currentKeyId()]), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` sealed for the same purpose, now or under an older key; throws when a byte was changed. */
export function unseal(purpose: string, sealed: Buffer): Buffer {
  const keys = allKeys().filter((key) => sealed[0] === someKey || sealed[0] === idOf(key));
  for (const [index, key] of keys.entries()) {
    try {
      return open(derive(key, purpose), sealed);
    } catch (error) {
      if (index === keys.length - 1) throw error;
    }
  }
  throw new Error("sealed with a key that is neither in SECRET_KEY nor in SECRET_KEY_OLD");
}

function open(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + nonceLength));
  decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength));
  return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]);
}

/** A key of its own per purpose, from SECRET_KEY (HKDF-SHA256). */
export function deriveKey(purpose: string): Buffer {
  return derive(getEnv().secretKey, purpose);
}

/** The keys of a purpose: today's, then those of SECRET_KEY_OLD. */
export function deriveKeys(purpose: string): Buffer[] {
  return allKeys().map((key) => derive(key, purpose));
}

/** The first byte of what is sealed today. */
export function currentKeyId(): number {
  return idOf(getEnv().secretKey);
}

/** Whether an old key has the id of today's, by chance: then nobody could see what is still to be sealed anew. */
export function isKeyIdTaken(): boolean {
  return getEnv().oldSecretKeys.some((key) => idOf(key) === currentKeyId());
}

function allKeys(): Buffer[] {
  return [getEnv().secretKey, ...getEnv().oldSecretKeys];
}

/** From 2 to 255. Two keys may share one: then both are tried. */
export function idOf(key: Buffer): number {
  return 2 + (createHash("sha256").update("kairan key id").update(key).digest()[0]! % 254);
}

const derived = new Map<string, Buffer>();

function derive(master: Buffer, purpose: string): Buffer {
  const name = `${master.toString("base64")} ${purpose}`;
  let key = derived.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", master, "kairan", purpose, 32));
    derived.set(name, key);
  }
  return key;
}
