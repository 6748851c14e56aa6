import { Badge } from "#components/badge.tsx";
import { type DraftQuestion, partNames, partWords } from "#lib/form/schema.ts";
import { active } from "./edit.ts";
import { FormPhone } from "./form-phone.tsx";
import { kindWords, nameOf } from "./question-words.ts";

/** A form to look at: what it asks, and how residents see it. */
export function FormView({ city, questions }: { city: string; questions: DraftQuestion[] }) {
  return (
    <div className="flex flex-col gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
      <ol className="flex flex-col divide-y divide-solid-gray-200 self-start rounded-8 border border-solid-gray-420">
        {active(questions).map((question, index) => (
          <li key={question.key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3">
            <span className="text-std-16N-170">
              {index + 1}. {nameOf(question)}
            </span>
            <span className="flex flex-wrap items-center gap-2 text-dns-14N-130 text-solid-gray-700">
              {partNames
                .filter((part) => question[part])
                .map((part) => `${partWords[part]} ${active(question[part]).length}件`)
                .join("・")}
              {question.required && <Badge tone="quiet">必須</Badge>}
              <Badge>{kindWords[question.kind].label}</Badge>
            </span>
          </li>
        ))}
      </ol>
      <FormPhone city={city} questions={questions} />
    </div>
  );
}
