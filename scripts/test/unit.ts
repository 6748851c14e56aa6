import { runWithReport } from "./runner.ts";

const file = ".data/vitest.json";

type Assertion = { fullName: string; status: string; failureMessages: string[] };
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: Assertion[] }[];
};

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
  const broken = report.testResults.filter((suite) => suite.status === "failed").flatMap(failuresOf);
  const failed = Math.max(report.numFailedTests, broken.length) || (code === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed, report: broken.join("\n\n") || output };
}

/** A suite that broke before its first test has a message of its own. */
function failuresOf({ name, message, assertionResults }: Report["testResults"][number]): string[] {
  const failures = assertionResults
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => `${name} › ${fullName}\n${failureMessages.join("\n")}`);
  return failures.length > 0 ? failures : [`${name}\n${message}`];
}
