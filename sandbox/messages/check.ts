import { z } from "zod";
import { flexMessage } from "./flex.ts";
import { imagemapMessage } from "./imagemap.ts";
import { list, oneOfMessage } from "./limits.ts";
import { audioMessage, couponMessage, imageMessage, locationMessage, stickerMessage, videoMessage } from "./media.ts";
import { templateMessage } from "./template.ts";
import { textMessage, textV2Message } from "./text.ts";

const kinds = [
  ...[textMessage, textV2Message, imageMessage, videoMessage, audioMessage, locationMessage],
  ...[stickerMessage, templateMessage, imagemapMessage, flexMessage, couponMessage],
] as const;

const message = z.discriminatedUnion("type", kinds as never, {
  error: () => oneOfMessage(kinds.map((kind) => kind.shape.type.value)),
});
const envelope = z.object({ messages: list(message, 1, 5) });

export type ErrorBody = { message: string; details?: { message: string; property: string }[] };

/** Says what LINE would refuse about `messages` (a body's value, of any shape), or nothing. */
export function checkMessages(messages: unknown): ErrorBody | undefined {
  const result = envelope.safeParse({ messages });
  if (result.success) return undefined;
  const issues = result.error.issues.flatMap(spreadUnknownKeys);
  const inFlex = issues.find((issue) => isInsideFlex(messages, issue.path));
  return inFlex ? flexError(issues, Number(inFlex.path[1])) : bodyError(issues);
}

/** LINE's body for what is wrong with properties of a request. */
export function requestErrors(details: { message: string; property: string }[]): ErrorBody {
  return { message: `The request body has ${details.length} error(s)`, details };
}

type Issue = { path: PropertyKey[]; message: string };

function spreadUnknownKeys(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: "unknown field" }));
}

function isInsideFlex(messages: unknown, [, index, key]: PropertyKey[]) {
  if (!Array.isArray(messages) || key !== "contents") return false;
  return messages[Number(index)]?.type === "flex";
}

function bodyError(issues: Issue[]) {
  return requestErrors(issues.map(({ path, message }) => ({ message, property: dotted(path) })));
}

/** Flex contents are checked by another part of LINE, which names places as JSON pointers. */
function flexError(issues: Issue[], index: number): ErrorBody {
  const inside = issues.filter(({ path }) => path[1] === index && path[2] === "contents");
  return {
    message: `A message (messages[${index}]) in the request body is invalid`,
    details: inside.map(({ path, message }) => ({ message, property: `/${path.slice(3).join("/")}` })),
  };
}

function dotted(path: PropertyKey[]) {
  return path.map((key, at) => (typeof key === "number" ? `[${key}]` : `${at ? "." : ""}${String(key)}`)).join("");
}
