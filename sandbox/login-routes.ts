import { errors, importJWK, jwtVerify } from "jose";
import { issueChannelToken, statelessSeconds } from "./channel-tokens.ts";
import { now } from "./clock.ts";
import { type Answer, type LineRequest, lineError, ok, parseJson } from "./exchange.ts";
import { issuer, publicJwk } from "./login.ts";
import type { Platform } from "./platform.ts";
import { perSecond } from "./rates.ts";
import type { Route } from "./routes.ts";

const open = { auth: false, rate: perSecond(2000) } as const;

export const loginRoutes: Route[] = [
  { ...open, method: "POST", name: "token", path: "/oauth2/v3/token", handle: issueToken },
  { ...open, method: "GET", name: "certs", path: "/oauth2/v2.1/certs", handle: certs },
  { ...open, method: "POST", name: "verify", path: "/oauth2/v2.1/verify", handle: verify },
  { ...open, method: "POST", name: "deauthorize", path: "/user/v1/deauthorize", auth: true, handle: deauthorize },
];

function issueToken(platform: Platform, request: LineRequest): Answer {
  const form = readForm(request);
  if (!form) return oauthError("invalid_request", "the content type must be application/x-www-form-urlencoded");
  const { channelId, channelSecret } = platform.options;
  if (form.get("grant_type") !== "client_credentials")
    return oauthError("unsupported_grant_type", "invalid grant_type");
  if (!form.get("client_id") || (channelId && form.get("client_id") !== channelId))
    return oauthError("invalid_client", "invalid client_id");
  if (form.get("client_secret") !== channelSecret) return oauthError("invalid_client", "invalid client_secret");
  const token = issueChannelToken(platform.channelTokens, now(platform.clock));
  return ok({ token_type: "Bearer", access_token: token, expires_in: statelessSeconds - 1 });
}

function certs({ loginKey }: Platform) {
  return ok({ keys: [publicJwk(loginKey)] });
}

async function verify(platform: Platform, request: LineRequest): Promise<Answer> {
  const form = readForm(request);
  const [token, audience] = [form?.get("id_token"), form?.get("client_id")];
  if (!form || !token) return oauthError("invalid_request", "id_token must be specified");
  if (!audience) return oauthError("invalid_request", "client_id must be specified");
  try {
    const claims = await verifiedClaims(platform, token, audience);
    const userId = form.get("user_id");
    if (userId && userId !== claims.sub) return oauthError("invalid_request", "Invalid IdToken Subject Identifier.");
    return ok(claims);
  } catch (error) {
    return oauthError("invalid_request", explain(error));
  }
}

/** `userAccessToken` is what the control API hands out beside an ID token. */
function deauthorize(_: Platform, request: LineRequest): Answer {
  const parsed = parseJson(request);
  if ("refused" in parsed) return parsed.refused;
  const token = (parsed.value as { userAccessToken?: unknown } | null)?.userAccessToken;
  if (typeof token !== "string" || !token) return lineError(400, "userAccessToken must be specified");
  return { status: 204 };
}

async function verifiedClaims(platform: Platform, token: string, audience: string) {
  const key = await importJWK(publicJwk(platform.loginKey), "ES256");
  const currentDate = new Date(now(platform.clock));
  const { payload } = await jwtVerify(token, key, { algorithms: ["ES256"], issuer, audience, currentDate });
  return payload;
}

function explain(error: unknown) {
  if (error instanceof errors.JWTExpired) return "IdToken expired.";
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
  if (claim === "iss") return "Invalid IdToken Issuer.";
  return claim === "aud" ? "Invalid IdToken Audience." : "Invalid IdToken.";
}

function readForm(request: LineRequest) {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return undefined;
  return new URLSearchParams(request.body.toString("utf8"));
}

function oauthError(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description } };
}
