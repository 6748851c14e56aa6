"use client";

import { memo } from "react";
import type { Question } from "#lib/preferences/schema.ts";
import { GridField } from "./grid-field.tsx";
import { MultipleField } from "./multiple-field.tsx";
import { SingleField } from "./single-field.tsx";
import { WrittenField } from "./written-field.tsx";

/** `often`: how often each of its topics was sent lately, a month. */
type Props = { question: Question; often?: Record<string, number> };

export const QuestionField = memo(function QuestionField({ question, often }: Props) {
  switch (question.kind) {
    case "single":
      return <SingleField question={question} />;
    case "multiple":
      return <MultipleField question={question} often={often} />;
    case "grid":
      return <GridField question={question} often={often} />;
    default:
      return <WrittenField question={question} />;
  }
});
