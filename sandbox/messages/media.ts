import { z } from "zod";
import { httpsUrl, text, whole } from "./limits.ts";
import { sharedParts } from "./shared-parts.ts";

const picture = { originalContentUrl: httpsUrl(), previewImageUrl: httpsUrl() };

export const imageMessage = z.object({ ...sharedParts, type: z.literal("image"), ...picture });

export const videoMessage = z.object({
  ...sharedParts,
  type: z.literal("video"),
  ...picture,
  trackingId: text(100)
    .regex(/^[-a-zA-Z0-9.=,+*()%$&;:@{}!?<>[\]]+$/, "Contains a character that may not be used")
    .optional(),
});

export const audioMessage = z.object({
  ...sharedParts,
  type: z.literal("audio"),
  originalContentUrl: httpsUrl(),
  duration: whole(1, Number.MAX_SAFE_INTEGER),
});

export const stickerMessage = z.object({
  ...sharedParts,
  type: z.literal("sticker"),
  packageId: text(20).regex(/^\d+$/, "Must be a number"),
  stickerId: text(20).regex(/^\d+$/, "Must be a number"),
  quoteToken: text(1000).optional(),
});

export const locationMessage = z.object({
  ...sharedParts,
  type: z.literal("location"),
  title: text(100),
  address: text(100),
  latitude: z
    .number({ error: () => "May not be empty" })
    .min(-90, "Must be between -90 and 90")
    .max(90),
  longitude: z
    .number({ error: () => "May not be empty" })
    .min(-180, "Must be between -180 and 180")
    .max(180),
});

export const couponMessage = z.object({
  ...sharedParts,
  type: z.literal("coupon"),
  couponId: text(100),
  deliveryTag: text(30).optional(),
});
