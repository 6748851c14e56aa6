import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const cost = { parallelism: 1, tagLength: 32, memory: 19 * 1024, passes: 2 } as const;
const hashWith = promisify(argon2);

/** `argon2id$<salt>$<tag>`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hashWith("argon2id", { message: password, nonce, ...cost });
  return `argon2id$${nonce.toString("base64")}$${tag.toString("base64")}`;
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, salt, expected] = stored.split("$");
  const tag = await hashWith("argon2id", { message: password, nonce: Buffer.from(salt!, "base64"), ...cost });
  return timingSafeEqual(tag, Buffer.from(expected!, "base64"));
}
