import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type City, startCity } from "#test/city.ts";

export { expect };

type TestFixtures = {
  /** Console errors that a test brings about on purpose. */
  allowedErrors: RegExp[];
  /** What a test lets the Content-Security-Policy stop, because it attacks. */
  allowedViolations: RegExp[];
  watchErrors: undefined;
  /** A page of somebody who has signed in to admin. */
  staffPage: Page;
};

/**
 * `city`: a whole running system, shared by the tests of one Playwright worker. Each test fails on anything that a
 * page reports as an error.
 */
export const test = base.extend<TestFixtures, { city: City }>({
  city: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names a fixture needs from its pattern
    async ({}, use) => {
      const city = await startCity();
      await use(city);
      await city.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: ({ city }, use) => use(city.url),
  allowedErrors: [[], { option: true }],
  allowedViolations: [[], { option: true }],
  watchErrors: [
    async ({ context, allowedErrors, allowedViolations }, use) => {
      const errors: string[] = [];
      const violations: string[] = [];
      await context.exposeBinding("tellViolation", (_, what: string) => void violations.push(what));
      await context.addInitScript(tellViolations);
      context.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      context.on("weberror", (error) => errors.push(String(error.error())));
      await use(undefined);
      expect(beyond(violations, allowedViolations), "what the Content-Security-Policy stopped").toEqual([]);
      expect(beyond(errors, allowedErrors)).toEqual([]);
    },
    { auto: true },
  ],
  staffPage: async ({ page, city }, use) => {
    await signIn(page, city);
    await use(page);
  },
});

function beyond(lines: string[], allowed: RegExp[]): string[] {
  return lines.filter((line) => !allowed.some((pattern) => pattern.test(line)));
}

/** Runs in each page: nothing of ours may ever ask for what our own policy forbids. */
function tellViolations(): void {
  const { tellViolation } = window as unknown as { tellViolation: (what: string) => Promise<void> };
  document.addEventListener("securitypolicyviolation", (event) => {
    void tellViolation(`${event.effectiveDirective}: ${event.blockedURI} on ${event.documentURI} ${event.sample}`);
  });
}

async function signIn(page: Page, { staff }: City): Promise<void> {
  await page.goto("/admin/sign-in");
  await page.getByLabel("メールアドレス").fill(staff.email);
  await page.getByLabel("パスワード").fill(staff.password);
  await page.getByRole("button", { name: "サインイン" }).click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
}

/** axe finds nothing and nothing is wider than the screen, at the width of a phone and of a desk. */
export async function expectAccessible(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(tooWide), `wider than ${width} px on ${page.url()}`).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
    expect(found, `axe at ${width} px on ${page.url()}`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

/** Runs in the page: what reaches beyond its right edge, when one can scroll there. */
function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const beyond = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth,
  );
  return [`${scrollWidth} px`, ...beyond.map(({ tagName, className }) => `${tagName}.${className}`)];
}
