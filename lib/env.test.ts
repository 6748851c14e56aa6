import { describe, expect, it } from "vitest";
import { EnvError, isLineConfigured, readEnv } from "./env.ts";

const whole = {
  DATABASE_URL: "postgres://kairan@db/kairan",
  SECRET_KEY: Buffer.alloc(32, 1).toString("base64"),
  LINE_CHANNEL_SECRET: "s",
  LINE_CHANNEL_ACCESS_TOKEN: "t",
  LINE_LOGIN_CHANNEL_ID: "1",
  LIFF_ID: "1-a",
  MAIL_GATEWAY_TOKEN: "0123456789abcdef",
  METRICS_TOKEN: "0123456789abcdef",
};

describe("the environment", () => {
  it("has LINE's own addresses and a rate just under LINE's limit unless told", () => {
    const env = readEnv(whole);
    expect(env.line).toMatchObject({
      apiUrl: "https://api.line.me",
      jwksUrl: "https://api.line.me/oauth2/v2.1/certs",
      sendRate: 195,
    });
    expect(env.sandbox).toBeNull();
  });

  it.each(Object.keys(whole))("names %s when it is missing", (name) => {
    expect(() => readEnv({ ...whole, [name]: undefined })).toThrow(new RegExp(name));
  });

  it.each([
    ["DATABASE_URL", "mysql://x"],
    ["PORT", "99999"],
    ["PORT", "http"],
    ["PUBLIC_URL", "kairan.example"],
    ["SECRET_KEY", "short"],
    ["LINE_API_URL", "ftp://x"],
    ["CHATBOT_WEBHOOK_URL", "file:///etc/passwd"],
    ["LINE_SEND_RATE", "fast"],
    ["TRUSTED_PROXIES", "-1"],
    ["KAIRAN_NOW", "yesterday"],
    ["DRILL", "yes"],
    ["ADMIN_ALLOWED_IPS", "10.0.0.0/99"],
  ])("names %s when it is malformed (%s), in one line and without telling the value", (name, value) => {
    const read = () => readEnv({ ...whole, [name]: value });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(new RegExp(`^${name}: [^\\n]+$`));
    expect(read).not.toThrow(new RegExp(`: .*${value}`));
  });

  it("takes a channel id instead of a long-lived token", () => {
    const { LINE_CHANNEL_ACCESS_TOKEN: _, ...rest } = whole;
    expect(readEnv({ ...rest, LINE_CHANNEL_ID: "42" }).line.channelId).toBe("42");
  });

  it.each(["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])("names %s when only it is missing", (name) => {
    const oidc = { OIDC_ISSUER: "https://id.city.jp/", OIDC_CLIENT_ID: "kairan", OIDC_CLIENT_SECRET: "s" };
    expect(readEnv({ ...whole, ...oidc }).oidc).toMatchObject({ issuer: "https://id.city.jp", clientId: "kairan" });
    expect(() => readEnv({ ...whole, ...oidc, [name]: undefined })).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });

  it("refuses to move the clock against the real LINE", () => {
    const moved = { ...whole, KAIRAN_NOW: "2026-11-21T00:00:00Z" };
    expect(() => readEnv(moved)).toThrow(/KAIRAN_NOW/);
    expect(readEnv({ ...moved, LINE_API_URL: "http://127.0.0.1:1" }).clockOffsetMs).not.toBe(0);
  });

  it("counts any LINE value as a configured channel", () => {
    expect(isLineConfigured({})).toBe(false);
    expect(isLineConfigured({ LINE_SEND_RATE: "10" })).toBe(false);
    expect(isLineConfigured({ LIFF_ID: "x" })).toBe(true);
  });
});
