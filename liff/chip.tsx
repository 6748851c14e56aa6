"use client";

import type { InputHTMLAttributes, Ref } from "react";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "className"> & {
  label: string;
  help?: string;
  wide?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** A native checkbox or radio button in a field large enough for any thumb. */
export function Chip({ label, help, wide, ...input }: Props) {
  return (
    <label
      className={`flex min-h-12 items-center gap-3 rounded-8 border-2 border-solid-gray-300 bg-white px-3 py-2 has-checked:border-blue-900 has-checked:bg-blue-50 has-focus-visible:focus-ring ${wide ? "col-span-full" : ""}`}
    >
      <input {...input} className="size-6 shrink-0 accent-blue-900 outline-none!" />
      <span className="min-w-0">
        {label}
        {help && <span className="block text-[1rem] text-solid-gray-700">{help}</span>}
      </span>
    </label>
  );
}

/** Two side by side on a phone, one below the other with large letters. */
export const chipsLook = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,8.5rem),1fr))] gap-2";
