import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { featureOf } from "#app/admin/frame/entries.ts";
import type { Feature } from "#db/words.ts";
import { everywhere, type Permissions } from "#lib/actor.ts";
import { type City, startCity } from "#test/city.ts";
import { type Browser, openBrowser, signIn } from "./browser.ts";

// Every page of the staff area, as whoever could knock there sees it.
const id = "0191d0ff-0000-7000-8000-000000000001";
const refusal = "この画面を見る権限がありません";
/** Looking is not enough here. */
const forMoreThanViewers = ["/admin/staff/invite", "/admin/settings/tokens/new", `/admin/mails/${id}/raw`];
const pages = globSync("app/admin/**/{page.tsx,route.ts}")
  .map((file) => ({ file, path: addressOf(file) }))
  .filter(({ file, path }) => featureOf(path) !== null && !/\bfunction POST\b/.test(readFileSync(file, "utf8")))
  .map(({ path, file }): [string, Feature, boolean] => [path, featureOf(path)!, file.endsWith("route.ts")]);

let city: City;
let staff: Browser;

beforeAll(async () => {
  city = await startCity();
  staff = openBrowser(city);
  await signIn(city, staff);
}, 240_000);
afterAll(() => city.stop());

describe("each page and file", () => {
  it.each(pages)("%s is for who may view %s", async (path, feature, isFile) => {
    const seen = async (permissions: Permissions) => {
      await city.client.sql`update staff set permissions = ${JSON.stringify(permissions)}::text::jsonb`;
      const answer = await staff.ask(path);
      const text = await answer.text();
      return answer.status === 403 && (isFile || text.includes(refusal)) ? "refused" : answer.status;
    };
    expect(await seen(everywhere("none")), "without any right").toBe("refused");
    expect(await seen({ ...everywhere("send"), [feature]: "none" }), "every other right").toBe("refused");
    const shown = forMoreThanViewers.includes(path) ? ["refused"] : [200, 404];
    expect(shown, "a viewer").toContain(await seen(everywhere("view")));
    expect([200, 404], "an administrator").toContain(await seen(everywhere("send")));
  });

  it.each(pages)("%s opens to no token, whoever's it is", async (path, _, isFile) => {
    const { userId } = await city.control.addResident({ displayName: "佐藤" });
    for (const token of [city.apiToken, city.mailToken, await city.control.idToken(userId)]) {
      const answer = await openBrowser(city).ask(path, { headers: { authorization: `Bearer ${token}` } });
      if (isFile) expect(answer.status).toBe(401);
      else expect(answer.headers.get("location")).toContain("/admin/sign-in");
    }
  });
});

function addressOf(file: string): string {
  const path = file.replace(/^app|\/(page\.tsx|route\.ts)$|\/\([^/]+\)/g, "");
  return path.replaceAll(/\[[^\]]+\]/g, id);
}
