import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { getEnv } from "../env.ts";
import { deriveKeys } from "../sealing.ts";

/**
 * The chain's head at one moment, signed. Whoever keeps one can show later that no row up to it was touched, with the
 * public key alone.
 */
const Head = z.object({
  database: z.string(),
  seq: z.number().int(),
  id: z.string(),
  hash: z.string(),
  signedAt: z.string(),
  publicKey: z.string(),
  signature: z.string(),
  /** The signature of the head written before it, so that a line taken out is missed; empty for the first. Older lines have none. */
  previous: z.string().optional(),
});
export type Head = z.infer<typeof Head>;

/** Signs with the Ed25519 key that SECRET_KEY gives. */
export function signHead(head: Omit<Head, "database" | "publicKey" | "signature">): Head {
  const whole = { ...head, database: databaseName(), publicKey: ourPublicKey() };
  return { ...whole, signature: sign(null, signedText(whole), signingKeys()[0]!).toString("base64url") };
}

/** By today's key, or by one that SECRET_KEY_OLD still names. */
export function isSignedByUs(head: Head): boolean {
  const signature = Buffer.from(head.signature, "base64url");
  const key = signingKeys().find((key) => publicKeyOf(key) === head.publicKey);
  return key !== undefined && verify(null, signedText(head), createPublicKey(key), signature);
}

/** Whether a head speaks of this database in the name of a key of ours; several may write into one file. */
export function isOurs(head: Head): boolean {
  return head.database === databaseName() && signingKeys().some((key) => publicKeyOf(key) === head.publicKey);
}

/** Reads a line of the file; nothing when it is none, as after a power cut. */
export function parseHead(line: string): Head | undefined {
  try {
    return toHead(JSON.parse(line));
  } catch {
    return undefined;
  }
}

export function toHead(value: unknown): Head | undefined {
  return Head.safeParse(value).data;
}

function signedText({ database, seq, id, hash, signedAt, previous }: Omit<Head, "signature">): Buffer {
  const said = [database, String(seq), id, hash, signedAt];
  const text =
    previous === undefined ? ["kairan-activity-head-1", ...said] : ["kairan-activity-head-2", ...said, previous];
  return Buffer.from(JSON.stringify(text));
}

export function databaseName(): string {
  return new URL(getEnv().databaseUrl).pathname.slice(1);
}

/** The 32 raw bytes of the public key, in base64url. */
export function ourPublicKey(): string {
  return publicKeyOf(signingKeys()[0]!);
}

function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: "jwk" }).x!;
}

let keys: KeyObject[] | undefined;

/** Today's key, then the older ones: PKCS#8 around the 32 bytes of each seed (RFC 8410). */
function signingKeys(): KeyObject[] {
  keys ??= deriveKeys("activity-heads").map((seed) => {
    const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
    return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  });
  return keys;
}
