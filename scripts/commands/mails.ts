import { dismissMail, sendHeldMail } from "#lib/mail/held.ts";
import { listSources, pauseSource, resumeSource, setSourceDrill } from "#lib/mail/sources.ts";
import { listHeld } from "#lib/mail/waiting.ts";
import type { Command } from "./commands.ts";
import { mailGatewayCommand } from "./mail-gateway.ts";
import { operator, withDatabase } from "./session.ts";

const heldCommands: Command[] = [
  {
    name: "mail held",
    options: { json: { type: "boolean" } },
    run: async (_, { json }) => {
      const { causes, total } = await withDatabase(({ db }) => listHeld(db, operator));
      if (json) return console.log(JSON.stringify({ total, causes }));
      for (const { source, mails } of causes)
        for (const { id, receivedAt, subject, reason } of mails)
          console.log([id, receivedAt.toISOString(), source, subject, reason].join("\t"));
      console.error(`保留中 ${total}通`);
    },
  },
  {
    name: "mail send",
    words: ["id"],
    options: { everyone: { type: "boolean" }, segment: { type: "string" } },
    run: async ([id], { everyone, segment }) => {
      const chosen = segment ? { kind: "segment", key: segment } : everyone ? { kind: "everyone" } : undefined;
      await withDatabase(({ db }) => sendHeldMail(db, operator, id!, { audience: chosen }));
      console.log(`${id} forwarded`);
    },
  },
  {
    name: "mail dismiss",
    words: ["id"],
    options: { reason: { type: "string" } },
    run: async ([id], { reason }) => {
      await withDatabase(({ db }) => dismissMail(db, operator, id!, { reason }));
      console.log(`${id} dismissed`);
    },
  },
];

const sourceCommands: Command[] = [
  {
    name: "source list",
    options: { json: { type: "boolean" } },
    run: async (_, { json }) => {
      const sources = await withDatabase(({ db }) => listSources(db, operator));
      if (json) return console.log(JSON.stringify(sources));
      for (const { name, pausedReason, drill, held } of sources)
        console.log(
          [name, pausedReason === null ? "" : "一時停止中", drill ? "訓練" : "", `保留 ${held}通`].join("\t"),
        );
    },
  },
  {
    name: "source pause",
    words: ["name"],
    options: { reason: { type: "string" } },
    run: async ([name], { reason }) => {
      const source = await withDatabase(({ db }) => pauseSource(db, operator, { name, reason }));
      console.log(`${source.name} paused`);
    },
  },
  {
    name: "source resume",
    words: ["name"],
    run: async ([name]) => {
      const source = await withDatabase(({ db }) => resumeSource(db, operator, { name }));
      console.log(`${source.name} resumed`);
    },
  },
  {
    name: "source drill",
    words: ["name", "on|off"],
    run: async ([name, word]) => {
      const source = await withDatabase(({ db }) => setSourceDrill(db, operator, { name, on: onOff[word!] }));
      console.log(`${source.name} drill ${source.drill ? "on" : "off"}`);
    },
  },
];

const onOff: Record<string, boolean | undefined> = { on: true, off: false };

export const mailCommands: Command[] = [...heldCommands, ...sourceCommands, mailGatewayCommand];
