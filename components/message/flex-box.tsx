"use client";

import type { CSSProperties } from "react";
import { boxLook, type FlexComponent, placing, type Where } from "./flex-component.ts";
import { borderWidth, color } from "./flex-measures.ts";
import { FlexButton, FlexIcon, FlexPicture, FlexSeparator, FlexText } from "./flex-parts.tsx";
import type { OnAction } from "./line-message.ts";
import { Tap } from "./tap.tsx";

type BoxProps = { box: FlexComponent; style?: CSSProperties; onAction?: OnAction };

export function FlexBox({ box, style, onAction }: BoxProps) {
  const look = { ...style, ...boxLook(box), ...border(box) };
  const where = box.layout === "vertical" ? "column" : "row";
  const parts = (box.contents ?? []).map((component, index) => (
    <FlexPart
      // biome-ignore lint/suspicious/noArrayIndexKey: components have no name of their own
      key={index}
      component={component}
      where={where}
      style={placing(component, where, box.spacing, index === 0)}
      onAction={onAction}
    />
  ));
  // A button cannot hold buttons: where parts can be tapped, the box around them is only drawn.
  const action = box.contents?.some(canBeTapped) ? undefined : box.action;
  return (
    <Tap action={action} onAction={onAction} className="text-left" style={look}>
      {parts}
    </Tap>
  );
}

type PartProps = { component: FlexComponent; where: Where; style: CSSProperties; onAction?: OnAction };

function FlexPart({ component, where, style, onAction }: PartProps) {
  switch (component.type) {
    case "box":
      return <FlexBox box={component} style={style} onAction={onAction} />;
    case "text":
      return <FlexText component={component} style={style} onAction={onAction} />;
    case "button":
      return <FlexButton component={component} style={style} onAction={onAction} />;
    case "image":
    case "video":
      return <FlexPicture component={component} style={style} onAction={onAction} />;
    case "icon":
      return <FlexIcon component={component} style={style} />;
    case "separator":
      return <FlexSeparator component={component} where={where} style={style} />;
    default:
      // filler, and spacer of old messages: room that grows
      return <div style={{ ...style, flex: component.type === "filler" ? "1 1 0" : style.flex, minHeight: 4 }} />;
  }
}

function border(box: FlexComponent): CSSProperties {
  const width = borderWidth(box.borderWidth);
  if (!width) return { overflow: box.cornerRadius ? "hidden" : undefined };
  return { border: `${width} solid ${color(box.borderColor) ?? "#d9dde3"}`, overflow: "hidden" };
}

function canBeTapped(component: FlexComponent | undefined): boolean {
  return Boolean(component?.action) || Boolean(component?.contents?.some(canBeTapped));
}
