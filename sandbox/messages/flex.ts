import { z } from "zod";
import { wholeAreaAction } from "./actions.ts";
import { altText, box, hero } from "./flex-components.ts";
import { color } from "./flex-values.ts";
import { list, oneOf, oneOfMessage } from "./limits.ts";
import { sharedParts } from "./shared-parts.ts";

const bubbleBytes = 30 * 1024;
const carouselBytes = 50 * 1024;
const animatedImages = 10;

const blockStyle = z.strictObject({
  backgroundColor: color.optional(),
  separator: z.boolean().optional(),
  separatorColor: color.optional(),
});

const bubble = z
  .strictObject({
    type: z.literal("bubble"),
    size: oneOf(["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"]).optional(),
    direction: oneOf(["ltr", "rtl"]).optional(),
    header: box.optional(),
    hero: hero.optional(),
    body: box.optional(),
    footer: box.optional(),
    styles: z
      .strictObject({
        header: blockStyle.optional(),
        hero: blockStyle.optional(),
        body: blockStyle.optional(),
        footer: blockStyle.optional(),
      })
      .optional(),
    action: wholeAreaAction.optional(),
  })
  .refine((one) => one.header || one.hero || one.body || one.footer, "at least one block must be specified")
  .refine((one) => jsonBytes(one) <= bubbleBytes, "the size of the bubble must be 30 KB or less");

const carousel = z
  .strictObject({ type: z.literal("carousel"), contents: list(bubble, 1, 12) })
  .refine((one) => jsonBytes(one) <= carouselBytes, "the size of the carousel must be 50 KB or less")
  .refine((one) => new Set(one.contents.map((each) => each.size ?? "mega")).size === 1, {
    path: ["contents"],
    message: "bubbles must have the same size",
  });

export const flexMessage = z.object({
  ...sharedParts,
  type: z.literal("flex"),
  altText,
  contents: z
    .discriminatedUnion("type", [bubble, carousel], { error: () => oneOfMessage(["bubble", "carousel"]) })
    .refine((contents) => countAnimated(contents) <= animatedImages, "too many animated images"),
});

function jsonBytes(value: unknown) {
  return Buffer.byteLength(JSON.stringify(value));
}

function countAnimated(value: unknown) {
  return JSON.stringify(value).split('"animated":true').length - 1;
}
