import { globSync, readFileSync } from "node:fs";

/** An exported function of lib that is told who asks, and at which place among what it is told. */
export type Verb = { name: string; file: string; export: string; place: number };

const heads = /^export (?:async )?function\*? ?(\w+)(?:<[^(]*>)?\(/gm;

/** Every verb there is, read from the source: who adds one that nobody listed is told. */
export function findVerbs(): Verb[] {
  const files = globSync("lib/**/*.ts").filter((file) => !file.endsWith(".test.ts"));
  return files.flatMap((file) => verbsOf(file, readFileSync(file, "utf8"))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function verbsOf(file: string, source: string): Verb[] {
  return [...source.matchAll(heads)].flatMap((found) => {
    const place = parametersFrom(source, found.index + found[0].length).findIndex((text) =>
      /^\w*: (Actor|Staff)\b/.test(text),
    );
    if (place < 0) return [];
    return [{ name: `${file.slice("lib/".length, -".ts".length)} ${found[1]}`, file, export: found[1]!, place }];
  });
}

/** The parameters of a function, whose list begins here. */
function parametersFrom(source: string, start: number): string[] {
  const parameters = [""];
  let depth = 0;
  for (let at = start; depth >= 0; at++) {
    const letter = source[at]!;
    if ("([{<".includes(letter)) depth++;
    if (")]}".includes(letter) || (letter === ">" && source[at - 1] !== "=")) depth--;
    if (letter === "," && depth === 0) parameters.push("");
    else parameters[parameters.length - 1] += letter;
  }
  return parameters.map((text) => text.trim());
}
