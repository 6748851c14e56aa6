import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defences } from "./defences.ts";

// The proof itself is `npm run defences`; here its table is kept true to the code and to docs/security.md.
const documented = readFileSync("docs/security.md", "utf8");

/** First cells of the tables under a heading. */
function itemsUnder(heading: string): string[] {
  const [, section = ""] = documented.split(`\n## ${heading}`);
  const rows = section
    .split("\n## ")[0]!
    .split("\n")
    .filter((line) => line.startsWith("| "));
  return rows
    .slice(1)
    .filter((row) => !row.startsWith("| ---"))
    .map((row) => row.split(" | ")[0]!.slice(2));
}

describe.each(["The eleven weaknesses", "LINE Login's security checklist"])("%s", (heading) => {
  const items = itemsUnder(heading);

  it("are all in the documents", () => expect(items.length).toBeGreaterThanOrEqual(10));

  it.each(items)("%s has a defence whose absence a test sees", (item) => {
    expect(defences.map(({ against }) => against)).toContain(item);
  });
});

it.each(defences)("against $against: $file holds it once, and $test.file tests it", ({ file, without, test }) => {
  expect(readFileSync(file, "utf8").split(without)).toHaveLength(2);
  expect(existsSync(test.file)).toBe(true);
  const titles = readFileSync(test.file, "utf8");
  // Names of rows of a table are made when it runs; their fixed words stand in the file.
  const words = test.name.split(/ (?=gives|is only|changes|has)/);
  expect(words.some((part) => titles.includes(part))).toBe(true);
});
