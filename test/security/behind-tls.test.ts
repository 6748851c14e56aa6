import { afterAll, beforeAll, expect, it } from "vitest";
import { type City, startCity } from "#test/city.ts";
import { type Browser, openBrowser, signIn } from "./browser.ts";

// As it is deployed: people come by https, the proxy in front of us by http.
const publicUrl = "https://line.example.jp";
let city: City;
let staff: Browser;
let set: string[];

beforeAll(async () => {
  city = await startCity(undefined, { PUBLIC_URL: publicUrl });
  staff = openBrowser(city);
  set = (await signIn(city, staff, publicUrl)).headers.getSetCookie();
}, 240_000);
afterAll(() => city.stop());

it("the session's cookie never travels in the clear, and no page without TLS can plant one", async () => {
  const cookie = set.find((line) => line.includes("session-token"))!;
  expect(cookie).toMatch(/^__Secure-/);
  expect(cookie).toMatch(/; Secure/i);
  expect(cookie).toMatch(/; HttpOnly/i);
  expect(cookie).not.toMatch(/; Domain/i);
  expect((await staff.ask("/admin/broadcasts")).status).toBe(200);
});

it("next-auth's own cookies are kept to this host and to TLS", async () => {
  const [csrf] = (await openBrowser(city).ask("/api/auth/csrf")).headers.getSetCookie();
  expect(csrf).toMatch(/^__Host-.*; Secure/i);
});

it("browsers are told to come by TLS only, to the residents' page too", async () => {
  for (const path of ["/admin/sign-in", "/liff/preferences", "/api/liff/form"])
    expect((await staff.ask(path)).headers.get("strict-transport-security"), path).toMatch(/^max-age=\d{8}/);
});
