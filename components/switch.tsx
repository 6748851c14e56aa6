"use client";

import { Switch as AriaSwitch } from "react-aria-components/Switch";

type Props = {
  label: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
};

/** On or off, with the word beside it; `label` names for screen readers what is switched. */
export function Switch({ label, isSelected, ...props }: Props) {
  return (
    <AriaSwitch
      {...props}
      isSelected={isSelected}
      aria-label={label}
      className="group inline-flex min-h-9 items-center gap-2"
    >
      <span className="flex h-6 w-11 shrink-0 items-center rounded-full border-2 border-solid-gray-600 bg-solid-gray-200 p-0.5 group-data-[focus-visible]:focus-ring group-data-[selected]:border-blue-900 group-data-[selected]:bg-blue-900 group-data-[disabled]:opacity-50">
        <span className="size-4 rounded-full bg-white shadow-1 transition-transform duration-150 group-data-[selected]:translate-x-5 motion-reduce:transition-none" />
      </span>
      <span aria-hidden="true" className="w-12 text-dns-14N-130">
        {isSelected ? "オン" : "オフ"}
      </span>
    </AriaSwitch>
  );
}
