import { z } from "zod";
import { oneOf, whole } from "./limits.ts";

const spaces = ["none", "xs", "sm", "md", "lg", "xl", "xxl"];
const sizes = ["xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"];

export const color = z.string().regex(/^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, "invalid color code");
export const space = measure(spaces);
export const spaceOrPercent = measure(spaces, true);
export const length = measure([], true);
export const border = measure(["none", "light", "normal", "medium", "semi-bold", "bold"]);
export const fontSize = measure(sizes);
export const imageSize = measure([...sizes, "full"], true);
export const flex = whole(0, 1_000_000);
export const align = oneOf(["start", "end", "center"]);
export const gravity = oneOf(["top", "bottom", "center"]);
export const weight = oneOf(["regular", "bold"]);
export const fontStyle = oneOf(["normal", "italic"]);
export const decoration = oneOf(["none", "underline", "line-through"]);
export const shrink = oneOf(["shrink-to-fit"]);

export const aspectRatio = z.string().refine((value) => {
  const [, width, height] = /^(\d{1,6}):(\d{1,6})$/.exec(value) ?? [];
  return Number(width) >= 1 && Number(height) >= 1 && Number(height) <= Number(width) * 3;
}, "invalid aspect ratio");

/** Where a component stands inside its box; nearly every component takes these. */
export const placing = {
  margin: space.optional(),
  position: oneOf(["relative", "absolute"]).optional(),
  offsetTop: space.optional(),
  offsetBottom: space.optional(),
  offsetStart: spaceOrPercent.optional(),
  offsetEnd: spaceOrPercent.optional(),
};

function measure(words: string[], percent = false) {
  const units = percent ? "(px|%)" : "px";
  const form = new RegExp(`^-?\\d+(\\.\\d+)?${units}$`);
  return z.string().refine((value) => words.includes(value) || form.test(value), "invalid property");
}
