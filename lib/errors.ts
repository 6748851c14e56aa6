export type Issue = { path: (string | number)[]; message: string };

/** Somebody asked for what they may not do. */
export class Forbidden extends Error {
  override name = "Forbidden";
  constructor(message = "この操作を行う権限がありません。") {
    super(message);
  }
}

/** What was named does not exist, or not for this actor. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** The input is not acceptable; each issue says where and what to do. */
export class Invalid extends Error {
  override name = "Invalid";
  readonly issues: Issue[];
  constructor(issues: Issue[]) {
    super(issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
    this.issues = issues;
  }
}

/** The input is fine, but the state of things does not allow it (any more). */
export class Conflict extends Error {
  override name = "Conflict";
}

/** For the worker: this job can never succeed; it is not tried again. */
export class GiveUp extends Error {
  override name = "GiveUp";
}

/** Parses with any Zod schema and turns its complaints into ours. */
export function parse<Output>(schema: Schema<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Invalid(
    result.error.issues.map((issue) => ({
      path: issue.path.map((part) => (typeof part === "symbol" ? "" : part)),
      message: issue.message,
    })),
  );
}

type Schema<Output> = {
  safeParse: (
    input: unknown,
  ) =>
    | { success: true; data: Output }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
};

/** Whether text can name a row at all: what cannot is not found, rather than an error of the database. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
