"use client";

import {
  Select as AriaSelect,
  Button,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components/Select";
import { FieldHelp, FieldLabel, FieldProblem, type FieldWords, inputLook } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type Option = { value: string; label: string; help?: string; isDisabled?: boolean };

type Props = FieldWords & {
  options: readonly Option[];
  name?: string;
  value?: string | null;
  defaultValue?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
};

export function Select({
  label,
  help,
  error,
  options,
  value,
  onChange,
  placeholder = "選んでください",
  ...props
}: Props) {
  const disabled = options.filter((option) => option.isDisabled).map((option) => option.value);
  return (
    <AriaSelect
      {...props}
      {...(value === undefined ? {} : { value })}
      onChange={(key: Key | null) => key !== null && onChange?.(String(key))}
      disabledKeys={disabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      placeholder={placeholder}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <FieldLabel label={label} isRequired={props.isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <Button className={`${inputLook} flex h-11 items-center justify-between gap-2 text-left md:h-10`}>
        <SelectValue className="min-w-0 truncate data-[placeholder]:text-solid-gray-600 [&_[data-help]]:hidden" />
        <Icon name="down" className="size-4" />
      </Button>
      <FieldProblem>{error}</FieldProblem>
      <Popover className="max-h-80 w-(--trigger-width) overflow-auto rounded-8 border border-solid-gray-420 bg-white p-1 shadow-2">
        <ListBox className="outline-none">
          {options.map((option) => (
            <Choice key={option.value} option={option} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

function Choice({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.value}
      textValue={option.label}
      className="flex cursor-default items-start gap-2 rounded-4 px-3 py-2 text-std-16N-170 outline-none data-[focused]:bg-blue-50 data-[focus-visible]:focus-ring data-[disabled]:text-solid-gray-420"
    >
      {({ isSelected }) => (
        <>
          <span className="w-4 pt-1.5">{isSelected && <Icon name="check" className="size-4 text-blue-900" />}</span>
          <span>
            {option.label}
            {option.help && (
              <span data-help className="block text-dns-14N-130 text-solid-gray-700">
                {option.help}
              </span>
            )}
          </span>
        </>
      )}
    </ListBoxItem>
  );
}
