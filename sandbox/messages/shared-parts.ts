import { z } from "zod";
import { quickReplyAction } from "./actions.ts";
import { httpsUrl, list, text } from "./limits.ts";

const quickReplyItem = z.object({
  type: z.literal("action", { error: () => "Must be one of the following values: [action]" }).default("action"),
  imageUrl: httpsUrl().optional(),
  action: quickReplyAction,
});

const sender = z.object({
  name: text(20)
    .refine((name) => !/line/i.test(name), "Contains a word that may not be used")
    .optional(),
  iconUrl: httpsUrl().optional(),
});

/** What every message object may carry beside its own content. */
export const sharedParts = {
  quickReply: z.object({ items: list(quickReplyItem, 1, 13) }).optional(),
  sender: sender.optional(),
};
