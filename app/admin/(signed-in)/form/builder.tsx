"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { PartSwitch } from "../../part-switch.tsx";
import { DraftLine } from "./draft-line.tsx";
import { active } from "./edit.ts";
import { FormPhone } from "./form-phone.tsx";
import { Overtaken } from "./overtaken.tsx";
import { QuestionEditor } from "./question-editor.tsx";
import { QuestionList } from "./question-list.tsx";
import { nameOf } from "./question-words.ts";
import { type FirstDraft, useDraft } from "./use-draft.ts";

type Props = {
  city: string;
  draft: FirstDraft;
  /** What can no longer be deleted: keys of questions and of their parts (`ward/choices/aoba`). */
  published: string[];
};

/** Questions at the left, one of them open at a time; the phone at the right, on a narrow screen as a tab. */
export function Builder({ city, draft: first, published }: Props) {
  const router = useRouter();
  const draft = useDraft(first);
  const { questions, setQuestions, issues } = draft;
  const [open, setOpen] = useState<string | null>(null);
  const [part, setPart] = useState<"editor" | "phone">("editor");
  const [wasTried, setTried] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const keys = useMemo(() => new Set(published), [published]);
  const list = useFocusBack(open);
  const problems = problemsOf(issues, draft.stored.questions);
  const question = active(questions).find(({ key }) => key === open);

  async function goOn() {
    setGoing(true);
    setTried(true);
    const isSaved = await draft.save();
    if (isSaved && draft.isReady()) return router.push("/admin/form/publish");
    setGoing(false);
    setPart("editor");
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("[data-missing]")?.focus());
  }

  return (
    <div className="flex flex-col gap-6">
      <PartSwitch
        parts={[
          ["editor", "編集"],
          ["phone", "見え方"],
        ]}
        part={part}
        onChange={setPart}
      />
      {draft.overtaken && <Overtaken words={draft.overtaken} onTakeOver={draft.takeOver} />}
      <div className="flex flex-col gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <div ref={list} className={`flex flex-col gap-6 ${part === "editor" ? "" : "max-lg:hidden"}`}>
          {wasTried && <Missing problems={problems} questions={questions} onOpen={setOpen} />}
          {question ? (
            <QuestionEditor
              key={question.key}
              {...{ question, questions }}
              published={keys}
              onChange={setQuestions}
              onClose={() => setOpen(null)}
              problems={problems.get(question.key) ?? {}}
            />
          ) : (
            <QuestionList
              questions={questions}
              onChange={setQuestions}
              onOpen={setOpen}
              unfinished={new Set(problems.keys())}
            />
          )}
        </div>
        <div className={`lg:sticky lg:top-20 lg:self-start ${part === "phone" ? "" : "max-lg:hidden"}`}>
          <FormPhone city={city} questions={questions} current={open} />
        </div>
      </div>
      <DraftLine draft={draft}>
        <Button onPress={goOn} isPending={isGoing} isDisabled={!draft.revision && !draft.isUnsaved}>
          公開の確認へ進む
        </Button>
      </DraftLine>
    </div>
  );
}

type Problems = Map<string, Record<string, string>>;

/** By question, and in it by field: `choices`, `label`… What is wrong inside a list is said at the list. */
function problemsOf(issues: FirstDraft["issues"], questions: FirstDraft["questions"]): Problems {
  const problems: Problems = new Map();
  for (const { path, message } of issues) {
    const key = questions[Number(path[0])]?.key ?? "";
    const words = path.length > 2 && path[1] !== "showIf" ? `${Number(path[2]) + 1}番目：${message}` : message;
    problems.set(key, { ...problems.get(key), [String(path[1] ?? "label")]: words });
  }
  return problems;
}

type MissingProps = { problems: Problems; questions: FirstDraft["questions"]; onOpen: (key: string) => void };

function Missing({ problems, questions, onOpen }: MissingProps) {
  if (problems.size === 0) return null;
  return (
    <div data-missing tabIndex={-1}>
      <Notice tone="error" title="公開するには、次のところを直してください">
        <ul className="list-disc pl-6">
          {[...problems].map(([key, fields]) => (
            <li key={key}>
              {key && (
                <Button tone="quiet" size="small" onPress={() => onOpen(key)}>
                  {nameOf(questions.find((question) => question.key === key)!)}
                </Button>
              )}
              {Object.values(fields).join(" ")}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** Back from a question the focus stands on its line again. */
function useFocusBack(open: string | null) {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<string | null>(null);
  useEffect(() => {
    const left = before.current;
    before.current = open;
    if (open || !left) return;
    // The list draws its lines only once it knows them all.
    requestAnimationFrame(() => {
      const line = list.current?.querySelector<HTMLElement>(`[role=row][data-key="${left}"]`);
      (line ?? list.current?.querySelector<HTMLElement>("[role=grid]"))?.focus();
    });
  }, [open]);
  return list;
}
