import { findChromium } from "./chromium.ts";
import { runWithReport } from "./runner.ts";

export type Verdict = "passed" | "failed" | "not run";

type VitestReport = { testResults: { assertionResults: { fullName: string; status: string }[] }[] };
type BrowserSuite = { specs?: { title: string; ok: boolean; tests: unknown[] }[]; suites?: BrowserSuite[] };

/** Runs the tests of a file whose name holds these words, and says whether they all passed or one of them failed. */
export async function verdictOf({ file, name }: { file: string; name: string }): Promise<Verdict> {
  const outcomes = file.startsWith("e2e/") ? await inBrowser(file, name) : await beside(file, name);
  if (outcomes.length === 0) return "not run";
  return outcomes.every(Boolean) ? "passed" : "failed";
}

async function beside(file: string, name: string): Promise<boolean[]> {
  const output = ".data/vitest-one.json";
  const args = ["node_modules/vitest/vitest.mjs", "run", file, "-t", escaped(name)];
  const { report } = await runWithReport<VitestReport>(
    [...args, "--reporter=json", `--outputFile.json=${output}`],
    output,
  );
  const ran = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const named = ran.filter(({ fullName, status }) => fullName.includes(name) && /^(passed|failed)$/.test(status));
  return named.map(({ status }) => status === "passed");
}

async function inBrowser(file: string, name: string): Promise<boolean[]> {
  const output = ".data/playwright-one.json";
  const chromium = await findChromium();
  const args = ["node_modules/@playwright/test/cli.js", "test", file, "--grep", escaped(name), "--reporter=json"];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: output, ...(chromium ? { KAIRAN_CHROMIUM: chromium } : {}) };
  const { report } = await runWithReport<BrowserSuite>(args, output, env);
  return specsOf(report ?? {}).map(({ ok }) => ok);
}

function specsOf({ specs = [], suites = [] }: BrowserSuite): { ok: boolean }[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
