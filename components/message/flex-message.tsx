"use client";

import { FlexBox } from "./flex-box.tsx";
import type { FlexComponent } from "./flex-component.ts";
import { bubbleWidth, color } from "./flex-measures.ts";
import { FlexPicture } from "./flex-parts.tsx";
import type { LineMessage, OnAction } from "./line-message.ts";
import { Strip } from "./strip.tsx";

type BlockName = "header" | "hero" | "body" | "footer";
type BlockStyle = { backgroundColor?: string; separator?: boolean; separatorColor?: string };
type Bubble = { [block in BlockName]?: FlexComponent } & {
  size?: string;
  direction?: "ltr" | "rtl";
  styles?: { [block in BlockName]?: BlockStyle };
};
type Container = Bubble & { type: string; contents?: Bubble[] };

export function FlexMessage({ message, onAction }: { message: LineMessage; onAction?: OnAction }) {
  const container = message.contents as Container;
  if (container.type !== "carousel") return <BubbleView bubble={container} onAction={onAction} />;
  return (
    <Strip label={message.altText ?? "カード"}>
      {(container.contents ?? []).map((bubble, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no name of their own
        <BubbleView key={index} bubble={bubble} onAction={onAction} />
      ))}
    </Strip>
  );
}

const blocks = ["header", "hero", "body", "footer"] as const;

/** Flex Messages keep their light card in LINE's dark mode, too. */
function BubbleView({ bubble, onAction }: { bubble: Bubble; onAction?: OnAction }) {
  return (
    <div
      dir={bubble.direction}
      className="flex max-w-full shrink-0 snap-start flex-col overflow-hidden rounded-[17px] bg-white text-[#111111] [--card-line:#d4d6da] [--card-link:#42659a]"
      style={{ width: bubbleWidth(bubble.size) }}
    >
      {blocks.map((name) => {
        const component = bubble[name];
        return component && <Block key={name} name={name} bubble={bubble} component={component} onAction={onAction} />;
      })}
    </div>
  );
}

type BlockProps = { name: BlockName; bubble: Bubble; component: FlexComponent; onAction?: OnAction };

function Block({ name, bubble, component, onAction }: BlockProps) {
  const style = bubble.styles?.[name];
  const ground = color(style?.backgroundColor);
  const line = style?.separator ? `1px solid ${color(style.separatorColor) ?? "#d4d6da"}` : undefined;
  return (
    <div
      style={{ background: ground, borderTop: line, flex: name === "body" ? "1 0 auto" : undefined }}
      className="flex flex-col"
    >
      {component.type === "box" ? (
        <FlexBox box={{ paddingAll: paddings[name], ...component }} style={{ flex: "1 0 auto" }} onAction={onAction} />
      ) : (
        <FlexPicture component={component} style={{}} onAction={onAction} />
      )}
    </div>
  );
}

const paddings: Record<BlockName, string> = { header: "20px", hero: "0px", body: "20px", footer: "10px" };
