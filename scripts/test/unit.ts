import { runWithReport } from "./runner.ts";

const file = ".data/vitest.json";

type Report = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; success: boolean };

export async function runUnitTests() {
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const { code, output, report } = await runWithReport<Report>(args, file);
  if (!report) return { passed: 0, failed: 1, report: output };
  const { numPassedTests: passed, numFailedTests } = report;
  return { passed, failed: numFailedTests || (code === 0 ? 0 : 1), report: output };
}
