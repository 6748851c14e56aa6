import { parseArgs } from "node:util";
import { EnvError } from "#lib/env.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { withoutData } from "#lib/log.ts";
import { type Command, commands } from "./commands/commands.ts";
import { prepareLocal } from "./local.ts";

/** `npm run kairan -- <command>`: exit code 0 only when done; what a person must know goes to stderr. */
async function main(words: string[]): Promise<void> {
  const { command, rest } = find(words);
  const { values, positionals } = parseArgs({ args: rest, options: command.options ?? {}, allowPositionals: true });
  if (positionals.length !== (command.words?.length ?? 0)) throw new Usage(command);
  await prepareLocal();
  await command.run(positionals, values as Record<string, string>);
}

class Usage extends Error {
  constructor(command: Command) {
    super(`使い方: npm run kairan -- ${command.name} ${usageOf(command)}`);
  }
}

function find(words: string[]): { command: Command; rest: string[] } {
  for (const length of [2, 1]) {
    const command = commands.find((one) => one.name === words.slice(0, length).join(" "));
    if (command) return { command, rest: words.slice(length) };
  }
  throw new Error(
    `コマンドがありません。使えるコマンド:\n${commands.map((one) => `  ${one.name} ${usageOf(one)}`).join("\n")}`,
  );
}

function usageOf({ words = [], options = {} }: Command): string {
  return [...words.map((word) => `<${word}>`), ...Object.keys(options).map((name) => `--${name} …`)].join(" ");
}

function explain(error: unknown): string {
  if (error instanceof EnvError) return `起動できません: ${error.message}`;
  if (error instanceof Invalid || error instanceof Conflict || error instanceof NotFound) return error.message;
  return withoutData(error).message;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(explain(error));
  process.exit(1);
});
