import { globSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig, devices } from "@playwright/test";

/** `npm test` finds a Chromium and names it here; without, Playwright takes its own. */
const executablePath = process.env.KAIRAN_CHROMIUM;

export default defineConfig({
  testDir: "e2e",
  // A project for each file: workers, and so the city that a worker keeps, are never shared between files.
  projects: globSync("e2e/*.test.ts").map((file) => ({
    name: basename(file, ".test.ts"),
    testMatch: `**/${basename(file)}`,
  })),
  globalSetup: "./test/global-setup.ts",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  outputDir: "test-results",
  use: {
    ...devices["Desktop Chrome"],
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    trace: "retain-on-failure",
    launchOptions: { executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] },
  },
});
