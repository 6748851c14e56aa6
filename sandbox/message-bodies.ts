import { z } from "zod";
import { type Answer, lineError } from "./exchange.ts";
import { requestErrors } from "./messages/check.ts";
import { list } from "./messages/limits.ts";
import { isUserId } from "./user-id.ts";

const unit = z.string().regex(/^[a-zA-Z0-9_]{1,30}$/, "Must match the regular expression ^[a-zA-Z0-9_]{1,30}$");
const extras = z.object({
  notificationDisabled: z.boolean("Must be a boolean").optional(),
  customAggregationUnits: list(unit, 0, 1).optional(),
});

export type MessageBody = Record<string, unknown> & { messages?: unknown };

/** LINE's refusal of everything in the body beside `messages` and the recipients; else the unit, if any. */
export function readExtras(body: MessageBody, unitsAllowed: boolean): { unit?: string } | { refused: Answer } {
  const result = extras.safeParse(body);
  if (!result.success) return { refused: lineError(400, requestErrors(result.error.issues.map(detail))) };
  const [name] = result.data.customAggregationUnits ?? [];
  if (unitsAllowed || body.customAggregationUnits === undefined) return { unit: name };
  const detailOf = { message: "Not supported by this API", property: "customAggregationUnits" };
  return { refused: lineError(400, requestErrors([detailOf])) };
}

/** A multicast's recipients; one malformed id refuses the whole request and is named by its place. */
export function readRecipients(to: unknown): { recipients: string[] } | { refused: Answer } {
  if (to === undefined) return refuse("May not be empty");
  if (!Array.isArray(to) || to.length < 1 || to.length > 500) return refuse("Size must be between 1 and 500");
  const bad = to.findIndex((one) => !isUserId(one));
  if (bad === -1) return { recipients: to };
  return { refused: invalidProperty(`to[${bad}]`) };
}

export function readRecipient(to: unknown): { recipients: string[] } | { refused: Answer } {
  if (to === undefined || to === "") return refuse("May not be empty");
  return isUserId(to) ? { recipients: [to] } : { refused: invalidProperty("to") };
}

export function invalidProperty(property: string) {
  return lineError(400, `The property, ${property}, in the request body is invalid (line: -, column: -)`);
}

function refuse(message: string) {
  return { refused: lineError(400, requestErrors([{ message, property: "to" }])) };
}

function detail(issue: z.core.$ZodIssue) {
  const [name, index] = issue.path;
  return { message: issue.message, property: index === undefined ? String(name) : `${String(name)}[${String(index)}]` };
}
