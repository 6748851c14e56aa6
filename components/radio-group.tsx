"use client";

import { RadioGroup as AriaRadioGroup, RadioButton, RadioField, Text } from "react-aria-components/RadioGroup";
import { FieldHelp, FieldLabel, FieldProblem, type FieldWords } from "./field.tsx";
import type { Option } from "./select.tsx";

type Props = FieldWords & {
  options: readonly Option[];
  name?: string;
  value?: string | null;
  defaultValue?: string;
  onChange?: (value: string) => void;
  isDisabled?: boolean;
  inline?: boolean;
};

export function RadioGroup({ label, help, error, options, inline, ...props }: Props) {
  return (
    <AriaRadioGroup {...props} isInvalid={Boolean(error)} validationBehavior="aria" className="flex flex-col gap-1.5">
      <FieldLabel label={label} isRequired={props.isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <div className={inline ? "flex flex-wrap gap-x-5" : "flex flex-col"}>
        {options.map((option) => (
          <OneRadio key={option.value} option={option} />
        ))}
      </div>
      <FieldProblem>{error}</FieldProblem>
    </AriaRadioGroup>
  );
}

function OneRadio({ option }: { option: Option }) {
  return (
    <RadioField value={option.value} isDisabled={option.isDisabled}>
      <RadioButton className="group flex min-h-9 items-start gap-2 py-1">
        <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border-2 border-solid-gray-600 bg-white group-data-[focus-visible]:focus-ring group-data-[hovered]:border-black group-data-[selected]:border-blue-900 group-data-[disabled]:border-solid-gray-300">
          <span className="hidden size-2.5 rounded-full bg-blue-900 group-data-[selected]:block" />
        </span>
        <span className="text-std-16N-170 leading-150 group-data-[disabled]:text-solid-gray-600">{option.label}</span>
      </RadioButton>
      {option.help && (
        <Text slot="description" className="block pb-1.5 pl-7 text-dns-14N-130 text-solid-gray-700">
          {option.help}
        </Text>
      )}
    </RadioField>
  );
}
