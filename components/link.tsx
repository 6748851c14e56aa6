"use client";

import type { ReactNode } from "react";
import { Link as AriaLink } from "react-aria-components/Link";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look.ts";

type Props = { href: string; children: ReactNode; className?: string; download?: boolean; "aria-current"?: "page" };

/** A link in running text, or with its own `className` anywhere. */
export function Link({ className, ...props }: Props) {
  return (
    <AriaLink
      {...props}
      className={className ?? "text-blue-900 underline underline-offset-4 hover:decoration-2 hover:text-blue-1000"}
    />
  );
}

/** Looks like a button, goes to a page. */
export function LinkButton({
  tone = "primary",
  size = "medium",
  ...props
}: Props & { tone?: ButtonTone; size?: ButtonSize }) {
  return <AriaLink {...props} className={buttonLook(tone, size)} />;
}
