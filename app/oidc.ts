import type { OAuthConfig } from "next-auth/providers/oauth";
import { getEnv } from "#lib/env.ts";

type Claims = { sub: string; email?: string; email_verified?: boolean };

/** The city's own identity provider, when there is one. */
export function oidcProviders(): OAuthConfig<Claims>[] {
  const { oidc } = getEnv();
  if (!oidc) return [];
  const { issuer, clientId, clientSecret } = oidc;
  return [
    {
      id: "oidc",
      name: "市の認証",
      type: "oauth",
      wellKnown: `${issuer}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      // Some providers say the address in the ID token, others only when asked for.
      userinfo: {
        request: async ({ client, tokens }) => {
          const claims = tokens.id_token ? JSON.parse(bodyOf(tokens.id_token)) : {};
          return claims.email ? claims : { ...claims, ...(await client.userinfo(tokens as never)) };
        },
      },
      profile: ({ sub, email }) => ({ id: sub, email }),
    },
  ];
}

/** Its signature was checked when it came. */
function bodyOf(idToken: string): string {
  return Buffer.from(idToken.split(".")[1]!, "base64url").toString("utf8");
}
