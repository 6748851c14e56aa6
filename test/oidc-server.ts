import { createServer } from "node:http";
import Provider from "oidc-provider";

type Client = { id: string; secret: string; redirectUri: string };

/**
 * A real OpenID Connect server on this machine: whoever gives a login there is vouched for by that address, verified
 * unless it begins with `unverified`.
 */
export async function startOidcServer(port: number, { id, secret, redirectUri }: Client): Promise<() => Promise<void>> {
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [{ client_id: id, client_secret: secret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_: unknown, login: string) => ({
      accountId: login,
      claims: () => ({ sub: login, email: login, email_verified: !login.startsWith("unverified") }),
    }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["only for tests"] },
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
}
