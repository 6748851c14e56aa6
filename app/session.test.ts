import { afterEach, expect, it } from "vitest";
import { getEnv } from "#lib/env.ts";
import { authOptions } from "./session.ts";

const was = getEnv().publicUrl;
afterEach(() => Object.assign(getEnv(), { publicUrl: was }));

it("under https the cookie never goes in the clear", () => {
  Object.assign(getEnv(), { publicUrl: "https://line.example.jp" });
  const { sessionToken } = authOptions().cookies!;
  expect(sessionToken).toMatchObject({ name: "__Secure-next-auth.session-token", options: { secure: true } });
});

it("the cookie is for this site, and out of reach of scripts", () => {
  expect(authOptions().cookies!.sessionToken!.options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
});
