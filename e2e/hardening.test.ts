import { globSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** Every page on the disk that needs no id. */
const pages = globSync("app/**/page.tsx")
  .map((file) => file.replace(/^app|\/page\.tsx$|\/\([^/]+\)/g, ""))
  .filter((path) => path !== "" && !path.includes("["));

// Some pages are none until there is something to show on them.
test.use({ allowedErrors: [/404/] });

test("every page runs under its policy, with nothing stopped", async ({ staffPage: page }) => {
  test.slow();
  for (const path of pages) {
    const response = await page.goto(path);
    const policy = (await response!.allHeaders())["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    expect(scriptSources(policy), path).not.toContain("unsafe");
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await page.waitForTimeout(300);
  }
});

test.describe("a script that somebody managed to write into a page", () => {
  test.use({ allowedErrors: [/Content Security Policy/], allowedViolations: [/^script-src/] });

  for (const path of ["/admin/sign-in", "/liff/preferences"])
    test(`does not run on ${path}`, async ({ page }) => {
      await page.route(`**${path}`, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace("</body>", `<script>window.stolen = true</script></body>`);
        await route.fulfill({ response, body });
      });
      await page.goto(path);
      await expect(page.locator("body")).toContainText(/\S/);
      expect(await page.evaluate(() => "stolen" in window)).toBe(false);
      await page.evaluate(() =>
        document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="window.stolen = true">`),
      );
      await page.waitForTimeout(200);
      expect(await page.evaluate(() => "stolen" in window)).toBe(false);
    });
});

test.describe("another site", () => {
  test.use({ allowedErrors: [/frame|Frame|ERR_BLOCKED/], allowedViolations: [/^frame-ancestors/] });

  test("cannot show the admin pages in a frame", async ({ page, city }) => {
    await elsewhere(page, `<iframe src="${city.url}/admin/sign-in"></iframe>`);
    const frame = page.frames().at(-1)!;
    await page.waitForTimeout(500);
    expect(await frame.getByText("サインイン").count()).toBe(0);
  });
});

test.describe("another site's form", () => {
  test.use({ allowedErrors: [/403/] });

  test("signs nobody in", async ({ page, city }) => {
    await elsewhere(
      page,
      `<form method="post" action="${city.url}/api/auth/callback/credentials"><input name="email" value="${city.staff.email}"><button>押す</button></form>`,
    );
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button").click();
    expect((await answer).status()).toBe(403);
  });
});

function scriptSources(policy: string): string {
  return policy.split("; ").find((directive) => directive.startsWith("script-src")) ?? "unsafe: none given";
}

async function elsewhere(page: Page, html: string): Promise<void> {
  await page.route("http://evil.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<body>${html}</body>` }),
  );
  await page.goto("http://evil.example/");
}
