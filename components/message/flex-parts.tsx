"use client";

import type { CSSProperties } from "react";
import type { FlexComponent, Where } from "./flex-component.ts";
import { aspectRatio, color, fontSize, pictureSize, space } from "./flex-measures.ts";
import type { OnAction } from "./line-message.ts";
import { Picture, PlayMark } from "./picture.tsx";
import { nameOf, Tap } from "./tap.tsx";

type Props = { component: FlexComponent; style: CSSProperties; onAction?: OnAction };

export function FlexText({ component, style, onAction }: Props) {
  const spans = component.contents;
  return (
    <Tap
      action={component.action}
      onAction={onAction}
      style={{ ...style, ...wording(component), ...wrapping(component) }}
    >
      {spans?.length
        ? spans.map((span, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name of their own
            <span key={index} style={wording(span)}>
              {span.text}
            </span>
          ))
        : component.text}
    </Tap>
  );
}

export function FlexButton({ component, style, onAction }: Props) {
  const look = buttonLooks[String(component.style)] ?? buttonLooks.link;
  const own = color(component.color);
  const isLink = component.style !== "primary" && component.style !== "secondary";
  return (
    <Tap
      action={component.action ?? { type: "none" }}
      onAction={onAction}
      className="truncate rounded-[8px] px-4 text-center text-[16px]"
      style={{
        ...style,
        ...look,
        ...(own && (isLink ? { color: own } : { background: own })),
        minHeight: component.height === "sm" ? 40 : 52,
      }}
    >
      {component.action && nameOf(component.action)}
    </Tap>
  );
}

/** The green is a shade darker than LINE's, so that the white words on it can be read by everybody. */
const buttonLooks: Record<string, CSSProperties> = {
  primary: { background: "#04823a", color: "#ffffff" },
  secondary: { background: "#dcdfe5", color: "#111111" },
  link: { color: "var(--card-link)" },
};

export function FlexPicture({ component, style, onAction }: Props) {
  const width = component.type === "video" || component.size === "full" ? "100%" : pictureSize(component.size ?? "md");
  const src = component.type === "video" ? component.previewUrl : component.url;
  return (
    <Tap
      action={component.action}
      onAction={onAction}
      label={component.action && nameOf(component.action)}
      style={{ ...style, display: "flex", justifyContent: sides[String(component.align)] ?? "center" }}
    >
      <span className="relative block max-w-full" style={{ width }}>
        <Picture
          src={src}
          className={`w-full ${component.aspectMode === "cover" ? "object-cover" : "object-contain"}`}
          style={{
            aspectRatio: aspectRatio(component.aspectRatio),
            backgroundColor: color(component.backgroundColor) ?? "transparent",
          }}
        />
        {component.type === "video" && <PlayMark />}
      </span>
    </Tap>
  );
}

export function FlexIcon({ component, style }: Omit<Props, "onAction">) {
  const height = fontSize(component.size ?? "md");
  return (
    <Picture
      src={component.url}
      className="self-center"
      style={{ ...style, height, aspectRatio: aspectRatio(component.aspectRatio) }}
    />
  );
}

export function FlexSeparator({ component, where, style }: Omit<Props, "onAction"> & { where: Where }) {
  const line = where === "row" ? { width: 1, alignSelf: "stretch" } : { height: 1 };
  return <div style={{ ...style, ...line, background: color(component.color) ?? "var(--card-line)" }} />;
}

const sides: Record<string, "flex-start" | "flex-end" | "center"> = { start: "flex-start", end: "flex-end" };

function wording(component: FlexComponent): CSSProperties {
  return {
    fontSize: fontSize(component.size ?? (component.type === "span" ? "" : "md")),
    fontWeight: component.weight === "bold" ? 700 : undefined,
    fontStyle: component.style === "italic" ? "italic" : undefined,
    textDecoration: typeof component.decoration === "string" ? component.decoration : undefined,
    color: color(component.color),
    textAlign: (component.align as CSSProperties["textAlign"]) ?? "start",
  };
}

function wrapping({ wrap, maxLines, lineSpacing }: FlexComponent): CSSProperties {
  const spacing = space(lineSpacing);
  const lineHeight = spacing ? `calc(1.4em + ${spacing})` : 1.4;
  if (!wrap) return { overflow: "hidden", whiteSpace: "nowrap", textOverflow: "ellipsis", lineHeight };
  const cut = Number(maxLines) > 0 && {
    display: "-webkit-box",
    WebkitBoxOrient: "vertical" as const,
    WebkitLineClamp: Number(maxLines),
    overflow: "hidden",
  };
  return { whiteSpace: "pre-wrap", overflowWrap: "anywhere", lineHeight, ...cut };
}
