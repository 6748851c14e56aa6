import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Defence, defences } from "#test/security/defences.ts";
import { ensureBuild } from "./start/build.ts";
import { type Verdict, verdictOf } from "./test/one.ts";

/**
 * `npm run defences [words]`: takes each defence out in a copy of the project, one at a time, and runs the test that must then fail.
 * Whole tests first: one that fails anyway proves nothing. With words, only the defences against what holds them.
 */
const wanted = process.argv.slice(2).join(" ");
const chosen = defences.filter(({ against }) => against.includes(wanted));
process.chdir(copyOfProject());
await ensureBuild();
let missed = 0;
for (const test of new Map(chosen.map(({ test }) => [`${test.file} › ${test.name}`, test])).values())
  if ((await verdictOf(test)) !== "passed") say("missed", `${test.file} › ${test.name}: does not pass as it is`);
for (const defence of chosen.toSorted((a, b) => Number(a.build ?? false) - Number(b.build ?? false))) {
  const verdict = await takenOut(defence);
  const { against, file, test } = defence;
  say(verdict === "failed" ? "caught" : "missed", `${against} (${file}): ${test.file} › ${test.name}`);
}
console.log(`\n${chosen.length - missed} caught, ${missed} missed`);
process.exit(missed > 0 ? 1 : 0);

function say(outcome: "caught" | "missed", what: string): void {
  if (outcome === "missed") missed++;
  console.log(`${outcome === "caught" ? "✓" : "✗"} ${what}`);
}

async function takenOut({ file, without, instead, test, build }: Defence): Promise<Verdict> {
  const whole = readFileSync(file, "utf8");
  writeFileSync(
    file,
    whole.replace(without, () => instead),
  );
  try {
    if (build) await ensureBuild(() => {});
    return await verdictOf(test);
  } finally {
    writeFileSync(file, whole);
  }
}

/** Always in the same place, for the test database remembers it. */
function copyOfProject(): string {
  const copy = join(tmpdir(), "kairan-defences");
  rmSync(copy, { recursive: true, force: true });
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter(Boolean)) cpSync(file, join(copy, file));
  execFileSync("cp", ["-a", "--reflink=auto", resolve("node_modules"), dirname(join(copy, "node_modules"))]);
  return copy;
}
