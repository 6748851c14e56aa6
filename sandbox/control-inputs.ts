import { randomBytes } from "node:crypto";
import { z } from "zod";
import { idTokenFlavors } from "./login.ts";
import { isUserId } from "./user-id.ts";

const userId = z.string().refine(isUserId, "must be U and 32 lower-case hex digits");
const url = z.string().refine((value) => URL.canParse(value), "must be a URL");

export const newResident = z.object({
  displayName: z.string().min(1).max(100),
  friend: z.boolean().default(true),
  blocked: z.boolean().default(false),
  phone: z.boolean().default(true),
  userId: userId.default(() => `U${randomBytes(16).toString("hex")}`),
});
export const bulk = z.object({ count: z.number().int().min(0).max(20_000_000) });
export const text = z.object({ text: z.string().min(1).max(5000) });
export const postback = z.object({
  data: z.string().max(300),
  displayText: z.string().optional(),
  params: z.looseObject({}).optional(),
});
export const idToken = z.object({ userId, flavor: z.enum(idTokenFlavors).default("valid") });
export const settings = z.object({
  latencyMs: z.number().min(0).optional(),
  rate: z.enum(["line", "off"]).optional(),
  quota: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("none") }),
      z.object({ type: z.literal("limited"), value: z.number().int().min(0) }),
    ])
    .optional(),
  redelivery: z.object({ times: z.number().int().min(0), delayMs: z.number().min(0).default(1000) }).optional(),
  unlisted: z.enum(["friends", "unknown"]).optional(),
});
export const webhook = z.object({ url: url.nullable() });
export const again = z.object({ webhookEventId: z.string() });
export const clock = z.object({ offsetMs: z.number() });
export const audience = z.object({ messageKey: z.string(), userIds: z.array(z.string()) });
