"use client";

import type { ReactNode } from "react";
import { CheckboxButton, CheckboxField, type CheckboxFieldProps, Text } from "react-aria-components/Checkbox";
import { CheckboxGroup as AriaCheckboxGroup } from "react-aria-components/CheckboxGroup";
import { FieldHelp, FieldLabel, FieldProblem, type FieldWords } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Option } from "./select.tsx";

type BoxProps = Omit<CheckboxFieldProps, "children" | "className" | "style"> & { children: ReactNode; help?: string };

export function Checkbox({ children, help, ...props }: BoxProps) {
  return (
    <CheckboxField {...props} validationBehavior="aria">
      <CheckboxButton className="group flex min-h-9 items-start gap-2 py-1">
        {({ isSelected, isIndeterminate }) => (
          <>
            <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-4 border-2 border-solid-gray-600 bg-white text-white group-data-[focus-visible]:focus-ring group-data-[hovered]:border-black group-data-[selected]:border-blue-900 group-data-[selected]:bg-blue-900 group-data-[indeterminate]:border-blue-900 group-data-[indeterminate]:bg-blue-900 group-data-[disabled]:border-solid-gray-300 group-data-[disabled]:bg-solid-gray-50">
              {isIndeterminate ? (
                <span className="h-0.5 w-2.5 bg-current" />
              ) : (
                isSelected && <Icon name="check" className="size-4 stroke-3" />
              )}
            </span>
            <span className="text-std-16N-170 leading-150 group-data-[disabled]:text-solid-gray-600">{children}</span>
          </>
        )}
      </CheckboxButton>
      {help && (
        <Text slot="description" className="block pl-7 text-dns-14N-130 text-solid-gray-700">
          {help}
        </Text>
      )}
    </CheckboxField>
  );
}

type GroupProps = FieldWords & {
  options: readonly Option[];
  name?: string;
  value?: string[];
  defaultValue?: string[];
  onChange?: (value: string[]) => void;
  isDisabled?: boolean;
  inline?: boolean;
};

export function CheckboxGroup({ label, help, error, options, inline, ...props }: GroupProps) {
  return (
    <AriaCheckboxGroup
      {...props}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <FieldLabel label={label} isRequired={props.isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <div className={inline ? "flex flex-wrap gap-x-5" : "flex flex-col"}>
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} help={option.help} isDisabled={option.isDisabled}>
            {option.label}
          </Checkbox>
        ))}
      </div>
      <FieldProblem>{error}</FieldProblem>
    </AriaCheckboxGroup>
  );
}
