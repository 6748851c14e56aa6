import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brokenHouseRules } from "#scripts/check/house-rules.ts";
import { checksOf } from "#scripts/check/tools.ts";

/** Each file breaks one wall: file, what it imports, the wall's name, and words of the room its message points to. */
const breaches: [file: string, imported: string, wall: string, advice: string][] = [
  ["app/page.tsx", "#db/schema/staff.ts", "app", "lib/<名詞>/ の動詞に置き"],
  ["app/layout.tsx", "#sandbox/control.ts", "app-sandbox", "app/sandbox/ だけが"],
  ["app/sandbox/page.tsx", "#sandbox/server.ts", "app-sandbox-control", "sandbox/control.ts を通して"],
  ["app/leaf.tsx", "#lib/staff/add.ts", "liff", "lib の動詞を app のサーバー側から"],
  ["liff/form.tsx", "#lib/staff/add.ts", "liff", "lib/*/schema.ts と"],
  ["liff/page.tsx", "#app/leaf.tsx", "liff-app", "/api/liff/*"],
  ["worker/sender.ts", "drizzle-orm", "worker", "SQL は lib"],
  ["components/card.tsx", "#lib/staff/add.ts", "components", "値は app か liff から渡し"],
  ["lib/staff/page.ts", "react", "lib", "app か liff に"],
  ["lib/staff/schema.ts", "#db/client.ts", "schema", "同じ名詞の別のファイル"],
  ["lib/line/client.ts", "#db/schema/staff.ts", "line", "lib/<名詞>/ に置き"],
  ["lib/staff/tell.ts", "@line/bot-sdk", "line-sdk", "lib/line に加えて"],
  ["lib/staff/later.ts", "graphile-worker", "jobs", "lib/jobs/add.ts"],
  ["db/client.ts", "#lib/staff/add.ts", "db", "lib/<名詞>/ に置き"],
  ["sandbox/server.ts", "#lib/staff/add.ts", "sandbox", "Node と zod だけ"],
  ["scripts/run.ts", "#app/leaf.tsx", "outside", "動詞（lib）か、URL"],
  ["lib/staff/add.ts", "#lib/staff/circle.ts", "no-circle", "より内側の部屋"],
  ["lib/staff/made.ts", "#test/factory.ts", "tests-apart", "製品の部屋からは"],
  ["lib/staff/lost.ts", "#lib/staff/nowhere.ts", "no-guess", "見つからない import"],
];
const innocent = ["db/schema/staff.ts", "sandbox/control.ts", "test/factory.ts"];

let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "kairan-walls-"));
  for (const file of [".dependency-cruiser.cjs", "knip.json", "tsconfig.json", "package.json"])
    cpSync(file, join(house, file));
  symlinkSync(resolve("node_modules"), join(house, "node_modules"));
  for (const [file, imported] of breaches)
    write(file, `import * as there from "${imported}";\nexport const here = there;\n`);
  for (const file of innocent) write(file, "export const here = 1;\n");
  write("lib/staff/circle.ts", `export * from "#lib/staff/add.ts";\n`);
  write("app/leaf.tsx", `"use client";\nimport * as there from "#lib/staff/add.ts";\nexport const here = there;\n`);
});
afterAll(() => rmSync(house, { recursive: true }));

function write(file: string, text: string) {
  mkdirSync(join(house, dirname(file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

async function complaintOf(name: string) {
  const complaint = await checksOf(house)
    .find((check) => check.name.includes(name))!
    .run();
  return complaint?.replace(/\s+/g, " ") ?? "";
}

it("each wall refuses what it must, and says which room is the right one", { timeout: 60_000 }, async () => {
  const complaint = await complaintOf("dependency-cruiser");
  for (const [file, , wall, advice] of breaches) {
    expect(complaint).toContain(`error ${wall}: ${file} →`);
    expect(complaint.replaceAll(" ", "")).toContain(advice.replaceAll(" ", ""));
  }
});

it("an unused export is refused, with what to do about it", { timeout: 60_000 }, async () => {
  const complaint = await complaintOf("knip");
  expect(complaint).toMatch(/Unused (files|exports).*lib\/staff\/tell\.ts/);
  expect(complaint).toContain("export を外すか、消してください");
});

it("rooms of the attic, barrels and a second reader of the environment are refused", () => {
  write("lib/staff/add.test.ts", "process.env.TZ;");
  write("lib/staff/secret.ts", "process.env.SECRET;");
  const files = ["lib/utils.ts", "lib/helpers/date.ts", "lib/staff/index.ts", "worker/index.ts"];
  for (const file of files) write(file, "");
  expect(brokenHouseRules(house, [...files, "lib/staff/add.test.ts", "lib/staff/secret.ts"])).toEqual([
    expect.stringContaining("lib/utils.ts"),
    expect.stringContaining("lib/helpers/date.ts"),
    expect.stringContaining("lib/staff/index.ts"),
    expect.stringMatching(/lib\/staff\/secret\.ts: .*lib\/env\.ts/),
  ]);
});
