import { z } from "zod";
import { list, oneOfMessage, text, whole } from "./limits.ts";
import { sharedParts } from "./shared-parts.ts";

const emoji = z.object({ index: whole(0, 4999), productId: text(100), emojiId: text(100) });

export const textMessage = z
  .object({
    ...sharedParts,
    type: z.literal("text"),
    text: text(5000),
    emojis: list(emoji, 0, 20).optional(),
    quoteToken: text(1000).optional(),
  })
  .superRefine((message, context) => {
    for (const [at, { index }] of (message.emojis ?? []).entries()) {
      if (message.text[index] === "$") continue;
      context.addIssue({ code: "custom", path: ["emojis", at, "index"], message: "Must point at a $ in text" });
    }
  });

const substitution = z.discriminatedUnion(
  "type",
  [z.object({ type: z.literal("emoji"), productId: text(100), emojiId: text(100) })],
  // Mentions exist in groups only, and a city speaks to people one by one.
  { error: () => oneOfMessage(["emoji"]) },
);

export const textV2Message = z
  .object({
    ...sharedParts,
    type: z.literal("textV2"),
    text: text(5000),
    substitution: z
      .record(z.string().regex(/^[a-zA-Z0-9_]{1,20}$/), substitution)
      .refine((parts) => Object.keys(parts).length <= 20, "Size must be between 0 and 20")
      .optional(),
    quoteToken: text(1000).optional(),
  })
  .superRefine((message, context) => {
    for (const name of placeholders(message.text)) {
      if (message.substitution?.[name]) continue;
      context.addIssue({ code: "custom", path: ["text"], message: `No substitution for {${name}}` });
    }
  });

function placeholders(body: string) {
  const plain = body.replaceAll("{{", "").replaceAll("}}", "");
  return [...plain.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
}
