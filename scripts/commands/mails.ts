import { dismissMail, sendHeldMail } from "#lib/mail/held.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

export const mailCommands: Command[] = [
  {
    name: "mail send",
    words: ["id"],
    run: async ([id]) => {
      await withDatabase(({ db }) => sendHeldMail(db, operator, id!));
      console.log(`${id} forwarded`);
    },
  },
  {
    name: "mail dismiss",
    words: ["id"],
    run: async ([id]) => {
      await withDatabase(({ db }) => dismissMail(db, operator, id!));
      console.log(`${id} dismissed`);
    },
  },
];
