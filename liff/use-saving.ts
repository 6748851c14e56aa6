import { useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { AnswerIssue } from "#lib/preferences/schema.ts";
import { issuesOf } from "./answer-issues.ts";
import { dropDraft, keepDraft, takeDraft } from "./draft.ts";
import { type FormValues, nameOf, rowNameOf, shownOf, toAnswers, toValues } from "./form-values.ts";
import { forgetPreferences, Refused, savePreferences } from "./preferences-api.ts";
import { withSession } from "./session.ts";
import { type TroubleKind, troubleOf } from "./trouble.ts";
import type { Opened } from "./use-preferences.ts";

export type SavingState =
  | { kind: "unsaved" }
  | { kind: "saved"; at: string }
  | { kind: "forgotten" }
  | { kind: "trouble"; trouble: TroubleKind }
  | { kind: "refused"; count: number };

/** Saving and forgetting: what was entered is never lost, whatever the answer. */
export function useSaving(form: UseFormReturn<FormValues>, { form: { questions }, saved, session: first }: Opened) {
  const session = useRef(first);
  const [state, setState] = useState<SavingState>(
    saved.updatedAt ? { kind: "saved", at: saved.updatedAt } : { kind: "unsaved" },
  );
  const [isBusy, setBusy] = useState(false);
  const [isFriend, setFriend] = useState(saved.friend);
  const [isRestored, setRestored] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form is first there
  useEffect(() => {
    const draft = takeDraft(form.getValues());
    if (!draft) return;
    for (const [name, value] of Object.entries(draft)) form.setValue(name, value, { shouldDirty: true });
    setRestored(true);
  }, []);

  async function run(call: (token: string) => Promise<void>) {
    setBusy(true);
    try {
      const done = await withSession(session.current, call, () => keepDraft(form.getValues()));
      session.current = done.session;
      dropDraft();
    } catch (error) {
      if (error instanceof Refused) refuse(error.issues);
      else setState({ kind: "trouble", trouble: troubleOf(error) });
    }
    setBusy(false);
  }

  async function save(values: FormValues) {
    form.clearErrors();
    const answers = toAnswers(questions, values);
    const issues = issuesOf(shownOf(questions, values), answers);
    if (issues.length > 0) return refuse(issues);
    await run(async (token) => {
      const kept = await savePreferences(token, answers);
      form.reset(toValues(questions, kept.answers));
      // LINE was asked when the form was opened; saving asks nobody.
      setFriend((was) => was || kept.friend);
      setRestored(false);
      setState({ kind: "saved", at: kept.updatedAt ?? new Date().toISOString() });
    });
  }

  function forget() {
    return run(async (token) => {
      await forgetPreferences(token);
      form.reset(toValues(questions, {}));
      setState({ kind: "forgotten" });
    });
  }

  function refuse(issues: AnswerIssue[]) {
    setState({ kind: "refused", count: issues.length });
    for (const { path, message } of issues) form.setError(placeOf(path), { type: "refused", message });
    const [firstIssue] = issues;
    if (firstIssue) focusOn(firstIssue.path);
  }

  return { state, isBusy, isFriend, isRestored, save: form.handleSubmit(save), forget };
}

function placeOf([, question = "", row]: string[]): string {
  return row ? rowNameOf(question, row) : nameOf(question);
}

/** To the field that was refused, where its message is read with it. */
function focusOn(path: string[]): void {
  requestAnimationFrame(() => {
    const field = document.querySelector(`[data-place="${placeOf(path)}"]`);
    const input = field?.querySelector<HTMLElement>("input, select, textarea");
    input?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  });
}
