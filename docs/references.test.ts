import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

/** The ids of the two cities' table, which `docs/requirements.md` answers one by one. */
const requirementIds = [
  ...numbered("R", 7),
  ...numbered("D", 9),
  ...numbered("M", 6),
  ...numbered("G", 7),
  ...numbered("C", 1),
  ...numbered("A", 3),
  ...numbered("P", 11),
  ...numbered("O", 12),
];

const documents = ["README.md", "AGENTS.md", ...(await markdownIn("docs")), ...(await markdownIn("docs/decisions"))];

it.each(documents)("%s names only files that exist", async (document) => {
  const text = withoutFences(await readFile(document, "utf8"));
  const missing = [...text.matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1]!)
    .filter((name) => isPath(name) && !exists(name));
  expect(missing).toEqual([]);
});

it.each(documents)("%s links only to files that exist", async (document) => {
  const links = [...(await readFile(document, "utf8")).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)];
  const folder = document.includes("/") ? document.slice(0, document.lastIndexOf("/") + 1) : "";
  expect(links.map((link) => `${folder}${link[1]}`).filter((path) => !existsSync(path))).toEqual([]);
});

it("every requirement of the two cities has exactly one row, with a state", async () => {
  const rows = [...(await readFile("docs/requirements.md", "utf8")).matchAll(/^\| ([A-Z]\d+) \|.*\| (\S+) \|$/gm)];
  expect(rows.map((row) => row[1]!).sort()).toEqual([...requirementIds].sort());
  expect(
    [...new Set(rows.map((row) => row[2]))].filter((state) => !["done", "partly", "open"].includes(state!)),
  ).toEqual([]);
});

it("every test that is named as a proof exists under that name", async () => {
  const proofs = [...(await readFile("docs/requirements.md", "utf8")).matchAll(/`([^`]+)` › `([^`]+)`/g)];
  expect(proofs.length).toBeGreaterThan(0);
  const stale: string[] = [];
  for (const [proof, file, name] of proofs)
    if (!existsSync(file!) || !(await readFile(file!, "utf8")).includes(name!)) stale.push(proof);
  expect(stale).toEqual([]);
});

it("what is called done has a proof", async () => {
  const done = [...(await readFile("docs/requirements.md", "utf8")).matchAll(/^\| ([A-Z]\d+) \|.*\| done \|$/gm)];
  expect(done.filter(([row]) => !row.includes(" › ")).map((row) => row[1])).toEqual([]);
});

const rooms = "app|bench|components|db|docs|e2e|lib|liff|profiles|samples|sandbox|scripts|test|worker";

function isPath(name: string): boolean {
  if (/[\s<>…*{}()|]/.test(name)) return false;
  return new RegExp(`^(?:${rooms})/`).test(name) || /^[\w.-]+\.(?:tsx?|mjs|json|md)$/.test(name);
}

function exists(name: string): boolean {
  return existsSync(name.replace(/\/$/, ""));
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, "");
}

async function markdownIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
}

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}
