import { createCipheriv, createDecipheriv } from "node:crypto";
import { deriveKey } from "../sealing.ts";

/**
 * A broadcast's id as it stands in a link that residents get: always the same, and telling nobody our own id.
 * An id is exactly one block, so one block of AES is enough; what was made up opens to an id that does not exist.
 */
export function opaqueOf(id: string): string {
  const cipher = createCipheriv("aes-256-ecb", deriveKey("why"), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(id.replaceAll("-", ""), "hex"), cipher.final()]).toString("base64url");
}

/** Null for what we never made. */
export function idOfOpaque(opaque: string): string | null {
  if (!/^[\w-]{22}$/.test(opaque)) return null;
  const decipher = createDecipheriv("aes-256-ecb", deriveKey("why"), null).setAutoPadding(false);
  const hex = Buffer.concat([decipher.update(Buffer.from(opaque, "base64url")), decipher.final()]).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
