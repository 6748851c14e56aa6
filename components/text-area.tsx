"use client";

import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps,
} from "react-aria-components/TextField";
import { FieldHelp, FieldLabel, FieldProblem, type FieldWords, inputLook } from "./field.tsx";

type Props = FieldWords &
  Omit<TextFieldProps, "children" | "className" | "style" | "type"> & { rows?: number; placeholder?: string };

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ label, help, error, rows = 5, placeholder, ...props }: Props) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} validationBehavior="aria" className="flex flex-col gap-1.5">
      <FieldLabel label={label} isRequired={props.isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <AriaTextArea
        rows={rows}
        placeholder={placeholder}
        className={`${inputLook} field-sizing-content min-h-24 resize-y py-2`}
        style={{ minHeight: `${rows * 1.7 + 1}rem` }}
      />
      <FieldProblem>{error}</FieldProblem>
    </AriaTextField>
  );
}
