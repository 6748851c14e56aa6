import type { CSSProperties } from "react";
import { color, share, space } from "./flex-measures.ts";
import type { LineAction } from "./line-message.ts";

/** One component of a Flex Message; which of these count depends on its `type`. */
export type FlexComponent = {
  type?: string;
  layout?: "horizontal" | "vertical" | "baseline";
  contents?: FlexComponent[];
  action?: LineAction;
  text?: string;
  url?: string;
  previewUrl?: string;
  altContent?: FlexComponent;
  [look: string]: unknown;
};

export type Where = "row" | "column";

/** What every component says about its place in the box around it. */
export function placing(component: FlexComponent, where: Where, spacing: unknown, isFirst: boolean): CSSProperties {
  const gap = isFirst ? undefined : space(component.margin ?? spacing);
  return {
    flex: share(component.flex, where === "row", isFixed(component)),
    minWidth: 0,
    ...(gap && (where === "row" ? { marginLeft: gap } : { marginTop: gap })),
    ...(where === "row" && gravities[String(component.gravity)]),
    ...offsets(component),
  };
}

export function boxLook(box: FlexComponent): CSSProperties {
  return {
    display: "flex",
    flexDirection: box.layout === "vertical" ? "column" : "row",
    alignItems: box.layout === "baseline" ? "baseline" : text(box.alignItems),
    justifyContent: text(box.justifyContent),
    background: gradient(box.background) ?? color(box.backgroundColor),
    width: space(box.width),
    maxWidth: space(box.maxWidth),
    height: space(box.height),
    maxHeight: space(box.maxHeight),
    borderRadius: space(box.cornerRadius),
    ...paddings(box),
  };
}

function isFixed({ type, width }: FlexComponent): boolean {
  return type === "icon" || type === "separator" || width !== undefined;
}

function offsets(component: FlexComponent): CSSProperties {
  return {
    position: component.position === "absolute" ? "absolute" : "relative",
    top: space(component.offsetTop),
    bottom: space(component.offsetBottom),
    left: space(component.offsetStart),
    right: space(component.offsetEnd),
  };
}

function paddings(box: FlexComponent): CSSProperties {
  const all = space(box.paddingAll);
  return {
    paddingTop: space(box.paddingTop) ?? all,
    paddingBottom: space(box.paddingBottom) ?? all,
    paddingLeft: space(box.paddingStart) ?? all,
    paddingRight: space(box.paddingEnd) ?? all,
  };
}

function gradient(background: unknown): string | undefined {
  const { angle, startColor, endColor, centerColor, centerPosition } = (background ?? {}) as Record<string, unknown>;
  const [start, end, center] = [color(startColor), color(endColor), color(centerColor)];
  if (!start || !end || !/^\d{1,3}(\.\d+)?deg$/.test(String(angle))) return undefined;
  const middle = center ? `${center} ${space(centerPosition) ?? "50%"}, ` : "";
  return `linear-gradient(${String(angle)}, ${start}, ${middle}${end})`;
}

const gravities: Record<string, CSSProperties> = {
  top: { alignSelf: "flex-start" },
  center: { alignSelf: "center" },
  bottom: { alignSelf: "flex-end" },
};

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
