import { globSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { featureOf } from "#app/admin/frame/entries.ts";
import type { Feature, Permission } from "#db/words.ts";
import { type Actor, everywhere, type Permissions } from "#lib/actor.ts";
import { verbTable } from "./verb-table.ts";
import { findVerbs, type Verb } from "./verbs.ts";

const department = { id: "0191d0ff-0000-7000-8000-000000000001", name: "防災課" };
const other = { id: "0191d0ff-0000-7000-8000-000000000002", name: "広報課" };

function staff(permissions: Permissions, of: typeof department | null = null): Actor {
  return { kind: "staff", id: department.id, name: "職員", permissions, department: of };
}

const people: Record<string, Actor> = {
  nobody: staff(everywhere("none")),
  viewer: staff(everywhere("view")),
  "department, editing": staff(everywhere("edit"), department),
  "other department, sending": staff(everywhere("send"), other),
  administrator: staff(everywhere("send")),
  "API token without rights": { kind: "api", id: department.id, name: "防災システム", permissions: everywhere("none") },
  "resident's ID token": { kind: "follower", lineUserId: `U${"0".repeat(32)}` },
};

const verbs = findVerbs();
const refused = "refused, nothing touched";
const levels: Permission[] = ["none", "view", "edit", "send"];

it("every verb stands in the table, and every line of the table is a verb", () => {
  expect(verbs.map(({ name }) => name)).toEqual(Object.keys(verbTable).sort());
});

describe("each verb lets in whom the table names, and refuses the others before it has touched anything", () => {
  it.each(verbs.filter(({ name }) => (verbTable[name] ?? "").includes(" ")))("$name", async (verb) => {
    const needs = verbTable[verb.name]!.split(", ").filter((need) => need !== "by staff");
    const rights = needs.map((need) => need.split(" ") as [Feature, Permission]);
    const exactly = { ...everywhere("none"), ...Object.fromEntries(rights) } as Permissions;
    const actors: [string, Actor][] = [
      ...Object.entries(people),
      ["these rights and nothing else", staff(exactly)],
      ["a token with these rights", { kind: "api", id: other.id, name: "システム", permissions: exactly }],
      ...rights.flatMap(([feature, level]): [string, Actor][] => [
        [`everything but ${feature}`, staff({ ...everywhere("send"), [feature]: "none" })],
        [`less of ${feature}`, staff({ ...everywhere("send"), [feature]: levels[levels.indexOf(level) - 1]! })],
      ]),
    ];
    const staffOnly = verbTable[verb.name]!.endsWith("by staff");
    for (const [name, actor] of actors) {
      const expected = rights.every((right) => has(actor, ...right)) && !(staffOnly && actor.kind !== "staff");
      expect(`${name}: ${await call(verb, actor)}`).toBe(`${name}: ${expected ? "let in" : refused}`);
    }
  });

  it.each(verbs.filter(({ name }) => verbTable[name] === "anything"))("$name", async (verb) => {
    for (const [name, actor] of Object.entries(people)) {
      const expected = "permissions" in actor && Object.values(actor.permissions).some((level) => level !== "none");
      expect(`${name}: ${await call(verb, actor)}`).toBe(`${name}: ${expected ? "let in" : refused}`);
    }
  });

  it.each(verbs.filter(({ name }) => verbTable[name] === "resident"))("$name", async (verb) => {
    for (const [name, actor] of Object.entries(people))
      expect(`${name}: ${await call(verb, actor)}`).toBe(`${name}: ${actor.kind === "follower" ? "let in" : refused}`);
  });

  it.each(verbs.filter(({ name }) => verbTable[name] === "emergency"))("$name", async (verb) => {
    for (const [name, actor] of Object.entries(people))
      expect(`${name}: ${await call(verb, actor)}`).toBe(`${name}: ${name === "administrator" ? "let in" : refused}`);
  });
});

it("every admin page belongs to a feature, whose permission it asks for, but for those that are everybody's", () => {
  const everybodys = ["/admin", "/admin/account", "/admin/invitation/[token]", "/admin/notices", "/admin/sign-in"];
  const pages = globSync("app/admin/**/page.tsx");
  const without = pages.filter((file) => featureOf(addressOf(file)) === null).map(addressOf);
  expect(without.sort()).toEqual(everybodys);
  for (const file of pages.filter((file) => !without.includes(addressOf(file)))) {
    const asked = /requireStaff\((.*?)\)/.exec(readFileSync(file, "utf8"))?.[1] ?? "nothing";
    expect(asked, file).toMatch(/admin\/|address|path/i);
  }
});

it("what staff do about themselves takes no actor but the one who is signed in", () => {
  const doors = sourceOf("app/api/**/*.ts");
  for (const { name, export: verb } of verbs.filter(({ name }) => verbTable[name] === "own"))
    expect(doors, name).not.toMatch(new RegExp(`\\b${verb}\\b`));
});

it("no door calls what is only a part of other verbs", () => {
  const doors = sourceOf("app/**/*.{ts,tsx}");
  for (const { name, file, export: part } of verbs.filter(({ name }) => verbTable[name] === "inside"))
    expect(doors, name).not.toMatch(new RegExp(`import [^;]*\\b${part}\\b[^;]*from "#${file}"`));
});

function addressOf(file: string): string {
  return `/${file.replace(/^app\/|\/page\.tsx$/g, "").replace(/\/\([^/]+\)/g, "")}`;
}

function has(actor: Actor, feature: Feature, level: Permission): boolean {
  return "permissions" in actor && levels.indexOf(actor.permissions[feature]) >= levels.indexOf(level);
}

function sourceOf(pattern: string): string {
  const files = globSync(pattern).filter((file) => !/\.test\.tsx?$/.test(file));
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

/** Calls a verb with a database that only notices that it was asked, and never answers. */
async function call({ file, export: name, place }: Verb, actor: Actor): Promise<string> {
  const module = (await import(`../../${file}`)) as Record<string, (...given: unknown[]) => unknown>;
  let touched = false;
  const database: unknown = new Proxy(() => {}, {
    get: (_, property) => (property === "then" ? () => note() : note()),
    apply: () => note(),
  });
  const given = Array.from({ length: 6 }, (_, at) => (at === place ? actor : at < place ? database : {}));
  const answer = run(() => module[name]!(...given));
  const error = await Promise.race([answer, sleep(25, undefined)]);
  if ((error as Error | undefined)?.name !== "Forbidden") return "let in";
  return touched ? "refused, but something was touched" : refused;

  function note(): unknown {
    touched = true;
    return database;
  }
}

/** What it throws; verbs that give rows one by one are asked for the first. */
async function run(act: () => unknown): Promise<unknown> {
  try {
    const result = (await act()) as AsyncGenerator | undefined;
    await result?.next?.();
    return undefined;
  } catch (error) {
    return error;
  }
}
