import { runWithReport } from "./runner.ts";

const file = ".data/playwright.json";

type Report = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

/** A test that passes only when tried again has failed. */
export async function runBrowserTests(chromium: string | undefined) {
  const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=line,json"];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(chromium ? { KAIRAN_CHROMIUM: chromium } : {}) };
  const { code, output, report } = await runWithReport<Report>(args, file, env);
  if (!report) return { passed: 0, failed: 1, report: output };
  const { expected: passed, unexpected, flaky } = report.stats;
  return { passed, failed: unexpected + flaky || (code === 0 ? 0 : 1), report: withoutProgress(output) };
}

function withoutProgress(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/^\[\d+\/\d+\]/.test(line))
    .join("\n");
}
