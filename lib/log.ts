import pino from "pino";

/** Structured log lines. Only our own ids go in: never message text, answers, tokens or LINE user ids. */
export const log = pino({ base: { pid: process.pid }, level: "info" });
