import type { ApiToken } from "#lib/staff/tokens.ts";

export type TokenState = "active" | "expired" | "revoked";

export function stateOf({ revokedAt, expiresFor }: ApiToken): TokenState {
  if (revokedAt) return "revoked";
  return expiresFor && expiresFor <= new Date() ? "expired" : "active";
}
