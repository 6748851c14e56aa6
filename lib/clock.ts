import { getEnv } from "./env.ts";

/** The one clock. `KAIRAN_NOW` moves it for rehearsals and tests. */
export function now(): Date {
  return new Date(Date.now() + getEnv().clockOffsetMs);
}

/** When the machine's own clock will show what ours shows at `moment`. */
export function machineTime(moment: Date): Date {
  return new Date(moment.getTime() - getEnv().clockOffsetMs);
}
