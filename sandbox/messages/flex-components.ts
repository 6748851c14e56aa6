import { z } from "zod";
import { flexButtonAction, wholeAreaAction } from "./actions.ts";
import * as value from "./flex-values.ts";
import { httpsUrl, oneOf, oneOfMessage, text, whole } from "./limits.ts";

const action = wholeAreaAction.optional();

const span = z.strictObject({
  type: z.literal("span"),
  text: z.string(),
  size: value.fontSize.optional(),
  color: value.color.optional(),
  weight: value.weight.optional(),
  style: value.fontStyle.optional(),
  decoration: value.decoration.optional(),
});

const textComponent = z
  .strictObject({
    ...value.placing,
    type: z.literal("text"),
    text: z.string().optional(),
    contents: z.array(span).optional(),
    flex: value.flex.optional(),
    size: value.fontSize.optional(),
    align: value.align.optional(),
    gravity: value.gravity.optional(),
    color: value.color.optional(),
    weight: value.weight.optional(),
    style: value.fontStyle.optional(),
    decoration: value.decoration.optional(),
    wrap: z.boolean().optional(),
    lineSpacing: value.space.optional(),
    maxLines: whole(0, 1_000_000).optional(),
    adjustMode: value.shrink.optional(),
    scaling: z.boolean().optional(),
    action,
  })
  .refine((one) => one.text || one.contents?.length, { path: ["text"], message: "must be non-empty text" });

const button = z.strictObject({
  ...value.placing,
  type: z.literal("button"),
  action: flexButtonAction,
  flex: value.flex.optional(),
  color: value.color.optional(),
  style: oneOf(["primary", "secondary", "link"]).optional(),
  gravity: value.gravity.optional(),
  height: oneOf(["md", "sm"]).optional(),
  adjustMode: value.shrink.optional(),
  scaling: z.boolean().optional(),
});

const image = z.strictObject({
  ...value.placing,
  type: z.literal("image"),
  url: httpsUrl(),
  flex: value.flex.optional(),
  align: value.align.optional(),
  gravity: value.gravity.optional(),
  size: value.imageSize.optional(),
  aspectRatio: value.aspectRatio.optional(),
  aspectMode: oneOf(["fit", "cover"]).optional(),
  backgroundColor: value.color.optional(),
  animated: z.boolean().optional(),
  action,
});

const icon = z.strictObject({
  ...value.placing,
  type: z.literal("icon"),
  url: httpsUrl(),
  size: value.fontSize.optional(),
  aspectRatio: value.aspectRatio.optional(),
  scaling: z.boolean().optional(),
});

const separator = z.strictObject({
  type: z.literal("separator"),
  margin: value.space.optional(),
  color: value.color.optional(),
});
const filler = z.strictObject({ type: z.literal("filler"), flex: value.flex.optional() });

const gradient = z.strictObject({
  type: z.literal("linearGradient"),
  angle: z.string().regex(/^([0-9]|[1-9]\d|[12]\d\d|3[0-5]\d)(\.\d+)?deg$/, "invalid property"),
  startColor: value.color,
  endColor: value.color,
  centerColor: value.color.optional(),
  centerPosition: value.length.optional(),
});

const boxLooks = {
  ...value.placing,
  type: z.literal("box"),
  flex: value.flex.optional(),
  spacing: value.space.optional(),
  backgroundColor: value.color.optional(),
  borderColor: value.color.optional(),
  borderWidth: value.border.optional(),
  cornerRadius: value.space.optional(),
  width: value.length.optional(),
  maxWidth: value.length.optional(),
  height: value.length.optional(),
  maxHeight: value.length.optional(),
  paddingAll: value.spaceOrPercent.optional(),
  paddingTop: value.spaceOrPercent.optional(),
  paddingBottom: value.spaceOrPercent.optional(),
  paddingStart: value.spaceOrPercent.optional(),
  paddingEnd: value.spaceOrPercent.optional(),
  justifyContent: oneOf([
    "center",
    "flex-start",
    "flex-end",
    "space-between",
    "space-around",
    "space-evenly",
  ]).optional(),
  alignItems: oneOf(["center", "flex-start", "flex-end"]).optional(),
  background: gradient.optional(),
  action,
};

const inLine = z.discriminatedUnion("type", [icon, textComponent, filler], {
  error: () => oneOfMessage(["icon", "text", "filler"]),
});
const baselineBox = z.strictObject({ ...boxLooks, layout: z.literal("baseline"), contents: z.array(inLine) });

const stackedBox = z.strictObject({
  ...boxLooks,
  layout: z.enum(["horizontal", "vertical"]),
  contents: z.array(z.lazy((): z.ZodType => component)),
});

/** A box holds components, and boxes again. */
export const box = z.discriminatedUnion("layout", [baselineBox, stackedBox], {
  error: () => oneOfMessage(["horizontal", "vertical", "baseline"]),
});

const component = z.discriminatedUnion("type", [box, button, image, textComponent, separator, filler], {
  error: () => oneOfMessage(["box", "button", "image", "text", "separator", "filler"]),
});

const video = z.strictObject({
  type: z.literal("video"),
  url: httpsUrl(),
  previewUrl: httpsUrl(),
  altContent: z.discriminatedUnion("type", [box, image]),
  aspectRatio: value.aspectRatio.optional(),
  action,
});

export const hero = z.discriminatedUnion("type", [box, image, video], {
  error: () => oneOfMessage(["box", "image", "video"]),
});

export const altText = text(1500);
