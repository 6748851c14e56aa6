import { randomBytes } from "node:crypto";

/** Stateless channel access tokens with the time they end; the long-lived one of the options stands beside them. */
export type ChannelTokens = Map<string, number>;

export const statelessSeconds = 900;

export function issueChannelToken(tokens: ChannelTokens, at: number) {
  const token = `eyJhbGciOiJIUzI1NiJ9.${randomBytes(48).toString("base64url")}`;
  for (const [known, endsAt] of tokens) if (endsAt < at) tokens.delete(known);
  tokens.set(token, at + statelessSeconds * 1000);
  return token;
}

/** Why LINE would refuse this Authorization header, or nothing. */
export function refusedAuthorization(tokens: ChannelTokens, longLived: string, header: string | undefined, at: number) {
  if (!header) return "missing authorization header";
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (!token) return "invalid authorization header";
  if (token === longLived || (tokens.get(token) ?? 0) > at) return undefined;
  return "invalid token";
}
