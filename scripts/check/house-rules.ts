import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const attic = /(^|\/)(utils?|helpers?|services?|common|shared|types|misc)(\.tsx?$|\/)/;
const barrel = /(^|\/)index\.tsx?$/;
const mayReadEnvironment =
  /^(scripts|test|e2e|bench)\/|^lib\/env\.ts$|^sandbox\/main\.ts$|^[^/]+\.config\.ts$|\.test\.tsx?$/;

/** What no import shows: names that say nothing, barrels, and the environment read away from its one place. */
export function brokenHouseRules(root: string, files = listFiles(root)): string[] {
  return files.flatMap((file) => [...badName(file), ...readsEnvironment(root, file)]);
}

function listFiles(root: string): string[] {
  const list = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
    cwd: root,
    encoding: "utf8",
  });
  return list.split("\n").filter((file) => file && existsSync(join(root, file)));
}

function badName(file: string): string[] {
  if (attic.test(file))
    return [
      `${file}: 「utils」などの名前は何も語りません。使うファイルの中か、lib/<名詞>/<動詞>.ts に置いてください。`,
    ];
  if (barrel.test(file) && file !== "worker/index.ts")
    return [`${file}: まとめの index.ts は作りません。使う側がファイルを直接 import してください。`];
  return [];
}

function readsEnvironment(root: string, file: string): string[] {
  if (mayReadEnvironment.test(file) || !readFileSync(join(root, file), "utf8").includes("process.env")) return [];
  return [
    `${file}: process.env を読むのは lib/env.ts だけです。変数を lib/env.ts に加え、getEnv() から受け取ってください。`,
  ];
}
