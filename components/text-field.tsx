"use client";

import { TextField as AriaTextField, Input, type TextFieldProps } from "react-aria-components/TextField";
import { FieldHelp, FieldLabel, FieldProblem, type FieldWords, inputLook } from "./field.tsx";

type Props = FieldWords &
  Omit<TextFieldProps, "children" | "className" | "style"> & {
    placeholder?: string;
    width?: "full" | "half" | "short";
  };

const widths = { full: "", half: "max-w-80", short: "max-w-40" };

/** One line of text. `type` also takes `datetime-local`, `email`, `password`. */
export function TextField({ label, help, error, width = "full", placeholder, ...props }: Props) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} validationBehavior="aria" className="flex flex-col gap-1.5">
      <FieldLabel label={label} isRequired={props.isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <Input placeholder={placeholder} className={`${inputLook} ${widths[width]} h-11 md:h-10`} />
      <FieldProblem>{error}</FieldProblem>
    </AriaTextField>
  );
}
