"use client";

import type { CSSProperties, ReactNode } from "react";
import type { LineAction, OnAction } from "./line-message.ts";

type Props = {
  action: LineAction | undefined;
  onAction?: OnAction;
  className?: string;
  style?: CSSProperties;
  label?: string;
  children?: ReactNode;
};

/** Whatever can be tapped in a message. Without an action it is only drawn. */
export function Tap({ action, onAction, className, style, label, children }: Props) {
  if (!action)
    return (
      <div className={className} style={style}>
        {children}
      </div>
    );
  return (
    <button type="button" onClick={() => onAction?.(action)} aria-label={label} className={className} style={style}>
      {children}
    </button>
  );
}

export function nameOf(action: LineAction): string {
  return action.label ?? action.text ?? action.uri ?? "タップ";
}
