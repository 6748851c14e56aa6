"use client";

import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components/Button";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look.ts";

type Props = Omit<ButtonProps, "className" | "children" | "style"> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  wide?: boolean;
  children: ReactNode;
};

/**
 * `isPending` keeps the words in place and the focus where it is; pressing again does nothing. Not react-aria's own:
 * that announces by the id of a button which is often gone by then.
 */
export function Button({ tone = "primary", size = "medium", wide, isPending, children, ...props }: Props) {
  const waiting = isPending
    ? ({ "aria-disabled": true, "data-pending": true, onPress: undefined, type: "button" } as const)
    : {};
  return (
    <AriaButton {...props} {...waiting} className={`${buttonLook(tone, size)} ${wide ? "w-full" : ""}`}>
      {isPending && <Turning />}
      {children}
    </AriaButton>
  );
}

function Turning() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent motion-reduce:animate-none"
    />
  );
}
