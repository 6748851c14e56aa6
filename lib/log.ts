import pino from "pino";

/**
 * Structured log lines. Only our own ids go in: never message text, answers, tokens or LINE user ids.
 * Errors of the database carry the query's parameters, so an error is reduced to where and what, not to whom.
 */
export const log = pino({ base: { pid: process.pid }, level: "info", serializers: { err: withoutData } });

/** The innermost cause of an error, without the values it was about. */
export function withoutData(error: unknown): { name: string; message: string; code?: string; at?: string } {
  const cause = innermost(error);
  if (!(cause instanceof Error)) return { name: "unknown", message: "not an error" };
  const { code } = cause as { code?: string };
  return {
    name: cause.name,
    message: cause.message.split("\n")[0]!.slice(0, 300),
    ...(code && { code }),
    at: firstPlace(cause),
  };
}

function innermost(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause;
}

function firstPlace(error: Error): string | undefined {
  return error.stack
    ?.split("\n")
    .find((line) => line.startsWith("    at "))
    ?.trim();
}
