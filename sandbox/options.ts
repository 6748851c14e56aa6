import { z } from "zod";

/** What a sandbox is started with; everything has a default that works on one machine. */
export type SandboxOptions = z.input<typeof optionsSchema>;
export type Options = z.output<typeof optionsSchema>;

export const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65535).default(0),
  host: z.string().default("127.0.0.1"),
  channelId: z.string().optional(),
  channelSecret: z.string().default("sandbox-channel-secret"),
  channelAccessToken: z.string().default("sandbox-channel-access-token"),
  loginChannelId: z.string().default("1000000001"),
  webhookUrl: z.string().optional(),
  latencyMs: z.coerce.number().min(0).default(0),
  rate: z.enum(["line", "off"]).default("line"),
  stateFile: z.string().optional(),
  botUserId: z
    .string()
    .regex(/^U[0-9a-f]{32}$/)
    .default("U0000000000000000000000006b616972"),
});

/** Reads the `SANDBOX_*` variables; an empty one counts as unset. */
export function optionsFromEnv(env: Record<string, string | undefined>): SandboxOptions {
  return {
    port: env.SANDBOX_PORT || undefined,
    host: env.SANDBOX_HOST || undefined,
    channelId: env.SANDBOX_CHANNEL_ID || undefined,
    channelSecret: env.SANDBOX_CHANNEL_SECRET || undefined,
    channelAccessToken: env.SANDBOX_CHANNEL_ACCESS_TOKEN || undefined,
    loginChannelId: env.SANDBOX_LOGIN_CHANNEL_ID || undefined,
    webhookUrl: env.SANDBOX_WEBHOOK_URL || undefined,
    latencyMs: env.SANDBOX_LATENCY_MS || undefined,
    rate: (env.SANDBOX_RATE || undefined) as "line" | "off" | undefined,
    stateFile: env.SANDBOX_STATE_FILE || undefined,
  };
}
