"use client";

import type { ReactNode } from "react";
import { Label, Text } from "react-aria-components/TextField";
import { Icon } from "./icon.tsx";

/** What every control says around its input: name, whether it is needed, help, and what is wrong. */
export type FieldWords = { label: string; help?: ReactNode; error?: string; isRequired?: boolean };

export function FieldLabel({ label, isRequired }: Pick<FieldWords, "label" | "isRequired">) {
  return (
    <Label className="flex items-center gap-2 text-std-16B-170">
      {label}
      {isRequired && <span className="shrink-0 text-dns-14N-130 text-error-2">※必須</span>}
    </Label>
  );
}

export function FieldHelp({ children }: { children?: ReactNode }) {
  if (!children) return null;
  return (
    <Text slot="description" className="block text-dns-14N-130 text-solid-gray-700">
      {children}
    </Text>
  );
}

export function FieldProblem({ children }: { children?: string }) {
  if (!children) return null;
  return (
    <Text slot="errorMessage" className="flex items-start gap-1 text-dns-14N-130 text-error-2">
      <Icon name="error" className="size-4" />
      {children}
    </Text>
  );
}

export const inputLook =
  "w-full rounded-8 border border-solid-gray-600 bg-white px-3 text-std-16N-170 hover:border-black data-[invalid]:border-error-1 data-[invalid]:hover:border-red-1000 disabled:border-solid-gray-300 disabled:bg-solid-gray-50 disabled:text-solid-gray-700";
