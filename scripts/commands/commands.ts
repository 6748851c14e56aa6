import type { ParseArgsConfig } from "node:util";
import { addressCommands } from "./addresses.ts";
import { broadcastCommands } from "./broadcasts.ts";
import { demoCommands } from "./demo.ts";
import { keyCommands } from "./keys.ts";
import { mailCommands } from "./mails.ts";
import { peopleCommands } from "./people.ts";
import { processCommands } from "./processes.ts";
import { profileCommands } from "./profile.ts";
import { recordCommands } from "./records.ts";
import { staffCommands } from "./staff.ts";

export type Command = {
  /** One or two words, as typed. */
  name: string;
  /** What must follow, by name. */
  words?: string[];
  options?: NonNullable<ParseArgsConfig["options"]>;
  run: (words: string[], options: Record<string, string>) => Promise<void>;
};

export const commands: Command[] = [
  ...processCommands,
  ...profileCommands,
  ...staffCommands,
  ...addressCommands,
  ...peopleCommands,
  ...broadcastCommands,
  ...mailCommands,
  ...recordCommands,
  ...keyCommands,
  ...demoCommands,
];
