import { checksOf } from "./check/tools.ts";
import { ensureBuild } from "./start/build.ts";
import { runBrowserTests } from "./test/browser.ts";
import { findChromium } from "./test/chromium.ts";
import { type Part, sumOf } from "./test/tally.ts";
import { runUnitTests } from "./test/unit.ts";

/**
 * `npm test`: checks, tests beside the code on a real PostgreSQL, then a browser on the built system.
 * One after the other: some tests measure time. A part that crashes counts as a failure; the last line counts what
 * really ran.
 */
const parts: Part[] = [
  await part("check", runAllChecks),
  await part("build", buildPages),
  await part("vitest", runUnitTests),
  await part("playwright", async () => runBrowserTests(await findChromium())),
];

const { passed, failed } = sumOf(parts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function part(name: string, run: () => Promise<Omit<Part, "name">>): Promise<Part> {
  const startedAt = Date.now();
  const result = await run().catch((error: Error) => ({ passed: 0, failed: 1, report: error.message }));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  if (result.failed > 0 && result.report) console.log(`\n${result.report}\n`);
  console.log(
    `${result.failed > 0 ? "✗" : "✓"} ${name}: ${result.passed} passed, ${result.failed} failed（${seconds} s）`,
  );
  return { name, ...result };
}

async function runAllChecks() {
  const answers = await Promise.all(checksOf().map(async ({ name, run }) => ({ name, complaint: await run() })));
  const broken = answers.filter(({ complaint }) => complaint);
  const report = broken.map(({ name, complaint }) => `✗ ${name}\n${complaint}`).join("\n\n");
  return { passed: answers.length - broken.length, failed: broken.length, report };
}

async function buildPages() {
  await ensureBuild(() => {});
  return { passed: 1, failed: 0 };
}
