import { z } from "zod";
import { httpsUrl, list, oneOfMessage, tapUri, text, whole } from "./limits.ts";
import { sharedParts } from "./shared-parts.ts";

const side = whole(0, 100_000);
const area = z.object({ x: side, y: side, width: side, height: side });
const label = text(100).optional();

const imagemapAction = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("uri"), label, linkUri: tapUri(), area }),
    z.object({ type: z.literal("message"), label, text: text(400), area }),
    z.object({ type: z.literal("clipboard"), label, clipboardText: text(1000), area }),
  ],
  { error: () => oneOfMessage(["uri", "message", "clipboard"]) },
);

const video = z.object({
  originalContentUrl: httpsUrl(),
  previewImageUrl: httpsUrl(),
  area,
  externalLink: z.object({ linkUri: tapUri(), label: text(30) }).optional(),
});

export const imagemapMessage = z.object({
  ...sharedParts,
  type: z.literal("imagemap"),
  // LINE appends /240 … /1040 itself, so a URL that ends in a file name can never work.
  baseUrl: httpsUrl().refine((url) => !/\.(png|jpe?g)$/i.test(url), "Must not have an image extension"),
  altText: text(1500),
  baseSize: z.object({
    width: z.literal(1040, { error: () => "Must be 1040" }),
    height: whole(1, 100_000),
  }),
  actions: list(imagemapAction, 0, 50),
  video: video.optional(),
});
