import { availableParallelism } from "node:os";
import { type Check, checksOf } from "./check/tools.ts";

/** `npm run check`: format, lint, walls, types, dead code. Says where a thing should go. */
const failures = await runChecks(checksOf());
process.exit(failures > 0 ? 1 : 0);

async function runChecks(checks: Check[]): Promise<number> {
  const waiting = [...checks];
  let failed = 0;
  const hands = Array.from({ length: Math.min(3, Math.max(2, availableParallelism())) }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) if (!(await isGood(check))) failed++;
  });
  await Promise.all(hands);
  return failed;
}

async function isGood({ name, run }: Check): Promise<boolean> {
  const startedAt = Date.now();
  const complaint = await run();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${complaint ? "✗" : "✓"} ${name} ${seconds} s`);
  if (complaint) console.log(`\n${complaint}\n`);
  return !complaint;
}
