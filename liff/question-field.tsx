"use client";

import { memo } from "react";
import type { Question } from "#lib/preferences/schema.ts";
import { GridField } from "./grid-field.tsx";
import { MultipleField } from "./multiple-field.tsx";
import { SingleField } from "./single-field.tsx";
import { WrittenField } from "./written-field.tsx";

export const QuestionField = memo(function QuestionField({ question }: { question: Question }) {
  switch (question.kind) {
    case "single":
      return <SingleField question={question} />;
    case "multiple":
      return <MultipleField question={question} />;
    case "grid":
      return <GridField question={question} />;
    default:
      return <WrittenField question={question} />;
  }
});
