import { tmpdir } from "node:os";
import { join } from "node:path";

/** What `lib/env.ts` finds when tests run: every value made up, none of them reachable. */
export const testEnvironment = {
  DATABASE_URL: "postgres://kairan:kairan@127.0.0.1:1/none",
  SECRET_KEY: Buffer.alloc(32, "kairan-test-key").toString("base64"),
  LINE_CHANNEL_SECRET: "test-channel-secret",
  LINE_CHANNEL_ACCESS_TOKEN: "test-channel-access-token",
  LINE_LOGIN_CHANNEL_ID: "1000000001",
  LIFF_ID: "1000000001-testLiff",
  LINE_API_URL: "http://127.0.0.1:1",
  LINE_DATA_API_URL: "http://127.0.0.1:1",
  LINE_JWKS_URL: "http://127.0.0.1:1/oauth2/v2.1/certs",
  MAIL_GATEWAY_TOKEN: "test-mail-gateway-token",
  METRICS_TOKEN: "test-metrics-token",
  PUBLIC_URL: "http://localhost:3000",
  PORT: "3000",
  ACTIVITY_HEADS_FILE: join(tmpdir(), `kairan-heads-${process.pid}.jsonl`),
};
