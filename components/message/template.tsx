"use client";

import { color } from "./flex-measures.ts";
import type { LineAction, LineMessage, OnAction } from "./line-message.ts";
import { Picture } from "./picture.tsx";
import { Strip } from "./strip.tsx";
import { nameOf, Tap } from "./tap.tsx";

type Card = {
  thumbnailImageUrl?: string;
  imageBackgroundColor?: string;
  title?: string;
  text?: string;
  defaultAction?: LineAction;
  actions?: LineAction[];
};
type ImageColumn = { imageUrl?: string; action: LineAction };
type Template = Card & {
  type: string;
  columns?: (Card & ImageColumn)[];
  imageAspectRatio?: "rectangle" | "square";
  imageSize?: "cover" | "contain";
};

export function TemplateMessage({ message, onAction }: { message: LineMessage; onAction?: OnAction }) {
  const template = message.template as Template;
  if (template.type === "confirm") return <Confirm template={template} onAction={onAction} />;
  if (template.type === "buttons") return <CardView card={template} look={template} onAction={onAction} />;
  const columns = template.columns ?? [];
  return (
    <Strip label={message.altText ?? "カード"}>
      {columns.map((column, index) =>
        template.type === "image_carousel" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
          <ImageCard key={index} column={column} onAction={onAction} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
          <CardView key={index} card={column} look={template} onAction={onAction} />
        ),
      )}
    </Strip>
  );
}

const frame = "shrink-0 snap-start overflow-hidden rounded-[18px] bg-(--card) text-(--card-ink)";

function CardView({ card, look, onAction }: { card: Card; look: Template; onAction?: OnAction }) {
  return (
    <div className={`flex w-60 flex-col ${frame}`}>
      {card.thumbnailImageUrl && (
        <Picture
          src={card.thumbnailImageUrl}
          className={`w-full ${look.imageSize === "contain" ? "object-contain" : "object-cover"}`}
          style={{
            aspectRatio: look.imageAspectRatio === "square" ? "1 / 1" : "1.51 / 1",
            backgroundColor: color(card.imageBackgroundColor),
          }}
        />
      )}
      <Tap action={card.defaultAction} onAction={onAction} className="flex-1 px-3 py-3 text-left">
        {card.title && <p className="pb-1 text-[15px] font-700">{card.title}</p>}
        <p className="text-[14px] leading-[1.45] whitespace-pre-wrap">{card.text}</p>
      </Tap>
      <Actions actions={card.actions ?? []} onAction={onAction} />
    </div>
  );
}

function Actions({ actions, onAction }: { actions: LineAction[]; onAction?: OnAction }) {
  return (
    <div className="flex flex-col border-t border-(--card-line) py-1">
      {actions.map((action, index) => (
        <Tap
          // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may be alike
          key={index}
          action={action}
          onAction={onAction}
          className="min-h-10 px-3 text-[15px] text-(--card-link) hover:bg-black/5"
        >
          {nameOf(action)}
        </Tap>
      ))}
    </div>
  );
}

function Confirm({ template, onAction }: { template: Template; onAction?: OnAction }) {
  return (
    <div className={`w-60 ${frame}`}>
      <p className="px-4 py-4 text-[15px] leading-[1.45] whitespace-pre-wrap">{template.text}</p>
      <div className="flex border-t border-(--card-line)">
        {(template.actions ?? []).map((action, index) => (
          <Tap
            // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may be alike
            key={index}
            action={action}
            onAction={onAction}
            className="min-h-11 flex-1 px-2 text-[15px] text-(--card-link) not-first:border-l not-first:border-(--card-line) hover:bg-black/5"
          >
            {nameOf(action)}
          </Tap>
        ))}
      </div>
    </div>
  );
}

function ImageCard({ column, onAction }: { column: ImageColumn; onAction?: OnAction }) {
  return (
    <Tap
      action={column.action}
      onAction={onAction}
      label={nameOf(column.action)}
      className={`relative size-56 ${frame}`}
    >
      <Picture src={column.imageUrl} className="size-full object-cover" />
      {column.action.label && (
        <span className="absolute inset-x-0 bottom-3 mx-auto w-fit max-w-[90%] truncate rounded-full bg-black/60 px-3 py-1 text-[13px] text-white">
          {column.action.label}
        </span>
      )}
    </Tap>
  );
}
