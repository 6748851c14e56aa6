import { z } from "zod";
import { parseAllowed } from "./addresses/allowed.ts";

/**
 * The environment, read once. A wrong value stops the start with one line that names the variable.
 * The values themselves are never printed: many are secrets.
 */
export type Env = z.infer<typeof Environment>;

let cached: Env | undefined;

/** The environment of this process. Throws `EnvError` naming every variable that is missing or malformed. */
export function getEnv(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** next-auth asks nothing but the environment for our address, which the identity provider leads back to. */
export function tellNextAuthOurAddress(): void {
  if (getEnv().oidc) process.env.NEXTAUTH_URL = getEnv().publicUrl;
}

export class EnvError extends Error {
  override name = "EnvError";
}

const lineDefaults = {
  LINE_API_URL: "https://api.line.me",
  LINE_DATA_API_URL: "https://api-data.line.me",
  LINE_JWKS_URL: "https://api.line.me/oauth2/v2.1/certs",
};

const lineGroup = ["LINE_CHANNEL_SECRET", "LINE_LOGIN_CHANNEL_ID", "LIFF_ID"] as const;
const lineTriggers = [...lineGroup, "LINE_CHANNEL_ACCESS_TOKEN", "LINE_CHANNEL_ID", ...Object.keys(lineDefaults)];

/** True once any value of the LINE channel is set: then LINE is outside and the sandbox stays off. */
export function isLineConfigured(source: Record<string, string | undefined>): boolean {
  return lineTriggers.some((name) => source[name]);
}

/** Reads and checks; pure, for tests and for the commands that start other processes. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = Environment.safeParse(set);
  if (result.success) return result.data;
  throw new EnvError(result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`).join(" / "));
}

const missing = "設定されていません。";

function url(...protocols: string[]) {
  return z.string().refine(
    (value) => {
      return URL.canParse(value) && protocols.includes(new URL(value).protocol);
    },
    `${protocols.join(" か ")} で始まるURLを指定してください。`,
  );
}

const httpUrl = url("http:", "https:").transform((value) => value.replace(/\/+$/, ""));

function whole(from: number, to: number) {
  const message = `${from}から${to}までの整数を指定してください。`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= from && value <= to, message);
}

const secretKey = z
  .string(missing)
  .transform((value) => Buffer.from(value, "base64"))
  .refine((bytes) => bytes.length === 32, "32バイトのBase64を指定してください（例: openssl rand -base64 32）。");

const secretKeys = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((key) => key.trim())
      .filter(Boolean),
  )
  .transform((keys) => keys.map((key) => Buffer.from(key, "base64")))
  .refine((keys) => keys.every((key) => key.length === 32), "32バイトのBase64を、カンマ区切りで指定してください。");

const oidcGroup = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

const Variables = z.object({
  DATABASE_URL: url("postgres:", "postgresql:"),
  PORT: whole(0, 65535).default(3000),
  PUBLIC_URL: httpUrl.optional(),
  SECRET_KEY: secretKey,
  SECRET_KEY_OLD: secretKeys,
  LINE_CHANNEL_SECRET: z.string(missing),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().optional(),
  LINE_CHANNEL_ID: z.string().optional(),
  LINE_LOGIN_CHANNEL_ID: z.string(missing),
  LIFF_ID: z.string(missing),
  LINE_API_URL: httpUrl.default(lineDefaults.LINE_API_URL),
  LINE_DATA_API_URL: httpUrl.default(lineDefaults.LINE_DATA_API_URL),
  LINE_JWKS_URL: httpUrl.default(lineDefaults.LINE_JWKS_URL),
  LINE_SEND_RATE: whole(1, 100_000).default(195),
  MAIL_GATEWAY_TOKEN: z.string(missing),
  MAIL_PROOF: z.enum(["0", "1"], "0 か 1 を指定してください。").default("1"),
  METRICS_TOKEN: z.string(missing),
  KAIRAN_NOW: z
    .string()
    .refine((value) => !Number.isNaN(Date.parse(value)), "ISO 8601 の日時を指定してください。")
    .optional(),
  DRILL: z.enum(["0", "1"], "0 か 1 を指定してください。").optional(),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  ADMIN_ALLOWED_IPS: z
    .string()
    .default("")
    .transform((text, context) => {
      const allowed = parseAllowed(text);
      if (!allowed) context.addIssue({ code: "custom", message: "IPアドレスかCIDRをカンマ区切りで指定してください。" });
      return allowed!;
    }),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  SMTP_URL: url("smtp:", "smtps:").optional(),
  STAFF_ALERT_URL: httpUrl.optional(),
  CHATBOT_WEBHOOK_URL: url("http:", "https:").optional(),
  KAIRAN_SANDBOX_URL: httpUrl.optional(),
  ACTIVITY_HEADS_FILE: z.string().default(".data/activity-heads.jsonl"),
});

const Environment = Variables.superRefine((env, context) => {
  if (!env.LINE_CHANNEL_ACCESS_TOKEN && !env.LINE_CHANNEL_ID)
    context.addIssue({
      code: "custom",
      path: ["LINE_CHANNEL_ACCESS_TOKEN"],
      message: `${missing}（または LINE_CHANNEL_ID）`,
    });
  for (const name of oidcGroup)
    if (!env[name] && oidcGroup.some((other) => env[other]))
      context.addIssue({ code: "custom", path: [name], message: missing });
  if (env.KAIRAN_NOW && env.LINE_API_URL === lineDefaults.LINE_API_URL)
    context.addIssue({ code: "custom", path: ["KAIRAN_NOW"], message: "本物のLINEに対しては時計を動かせません。" });
}).transform((env) => ({
  databaseUrl: env.DATABASE_URL,
  port: env.PORT,
  publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
  secretKey: env.SECRET_KEY,
  oldSecretKeys: env.SECRET_KEY_OLD,
  line: {
    channelSecret: env.LINE_CHANNEL_SECRET,
    accessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
    channelId: env.LINE_CHANNEL_ID,
    loginChannelId: env.LINE_LOGIN_CHANNEL_ID,
    apiUrl: env.LINE_API_URL,
    dataApiUrl: env.LINE_DATA_API_URL,
    jwksUrl: env.LINE_JWKS_URL,
    sendRate: env.LINE_SEND_RATE,
    isReal: env.LINE_API_URL === lineDefaults.LINE_API_URL,
  },
  liffId: env.LIFF_ID,
  mailGatewayToken: env.MAIL_GATEWAY_TOKEN,
  mailProof: env.MAIL_PROOF === "1",
  metricsToken: env.METRICS_TOKEN,
  trustedProxies: env.TRUSTED_PROXIES,
  drill: env.DRILL === "1",
  adminAllowed: env.ADMIN_ALLOWED_IPS,
  oidc: env.OIDC_ISSUER
    ? { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID!, clientSecret: env.OIDC_CLIENT_SECRET! }
    : null,
  smtpUrl: env.SMTP_URL ?? null,
  staffAlertUrl: env.STAFF_ALERT_URL ?? null,
  chatbotUrl: env.CHATBOT_WEBHOOK_URL ?? null,
  activityHeadsFile: env.ACTIVITY_HEADS_FILE,
  sandbox: env.KAIRAN_SANDBOX_URL ? { url: env.KAIRAN_SANDBOX_URL } : null,
  clockOffsetMs: env.KAIRAN_NOW ? Date.parse(env.KAIRAN_NOW) - Date.now() : 0,
}));
