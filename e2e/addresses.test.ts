import { freePort } from "#scripts/ports.ts";
import type { City } from "#test/city.ts";
import { launch, type Process } from "#test/process.ts";
import { expect, test } from "./fixtures.ts";

test("staff come only from where the settings page says, whatever a header claims; residents and machines from anywhere", async ({
  city,
}) => {
  const fronts = await Promise.all([0, 1, 2].map((proxies) => frontBehind(city, proxies)));
  await city.client.sql`
    insert into settings (name, value, updated_at) values ('adminAllowed', '["198.51.100.0/24"]', now())
    on conflict (name) do update set value = excluded.value`;
  const [inside, outside] = ["198.51.100.7", "203.0.113.9"];
  const ask = (proxies: number, forwarded: string, path = "/admin/sign-in", method = "GET") =>
    fetch(fronts[proxies]!.url + path, {
      method,
      headers: { "x-forwarded-for": forwarded, "x-kairan-peer": inside, "next-action": "x" },
    }).then(async (answer) => (answer.status === 403 ? (await answer.text()).trim() : answer.status));
  const shut = "この場所からは管理画面を利用できません。";
  await expect.poll(() => ask(0, outside), { timeout: 20_000 }).toBe(shut);
  await expect.poll(() => ask(1, outside), { timeout: 20_000 }).toBe(shut);
  await expect.poll(() => ask(2, `${outside}, 10.0.0.2`), { timeout: 20_000 }).toBe(shut);
  expect(await ask(0, inside), "no proxy is trusted: the header is only a claim").toBe(shut);
  expect(await ask(1, `${inside}, ${outside}`), "left of what the proxy saw is only a claim").toBe(shut);
  expect(await ask(2, `${inside}, ${outside}, 10.0.0.2`)).toBe(shut);
  expect(await ask(1, `${outside}, ${inside}`)).toBe(200);
  expect(await ask(2, `${outside}, ${inside}, 10.0.0.2`)).toBe(200);
  for (const path of ["/admin", "/liff/preferences", "/admin/staff/sign-ins/sign-ins.csv", "/api/auth/session"])
    expect(await ask(1, `${inside}, ${outside}`, path, "POST"), `posted to ${path}`).toBe(shut);
  expect(await ask(1, outside, "/liff/preferences")).toBe(200);
  expect(await ask(1, outside, "/api/health")).toBe(200);
  await Promise.all(fronts.map((front) => front.process.stop()));
  expect(await city.kairan("addresses", "list")).toContain("198.51.100.0/24");
  await city.kairan("addresses", "open");
  await expect.poll(async () => (await fetch(`${city.url}/admin/sign-in`)).status, { timeout: 20_000 }).toBe(200);
});

async function frontBehind(city: City, proxies: number): Promise<{ url: string; process: Process }> {
  const port = await freePort();
  const env = { ...city.env, PORT: String(port), TRUSTED_PROXIES: String(proxies) };
  const process = launch(["scripts/kairan.ts", "web"], env);
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/api/health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  return { url, process };
}
