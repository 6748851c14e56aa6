import type { FormValues } from "./form-values.ts";

const place = "kairan-draft";

/** Keeps what was entered while the page leaves for a new login; nowhere else is it written down. */
export function keepDraft(values: FormValues): void {
  sessionStorage.setItem(place, JSON.stringify(values));
}

export function dropDraft(): void {
  sessionStorage.removeItem(place);
}

/** What was entered before the login, laid over what the form holds now; the stored copy is gone afterwards. */
export function takeDraft(values: FormValues): FormValues | undefined {
  const kept = sessionStorage.getItem(place);
  dropDraft();
  return kept ? merge(values, kept) : undefined;
}

function merge(values: FormValues, kept: string): FormValues | undefined {
  try {
    const draft = JSON.parse(kept) as FormValues;
    return Object.fromEntries(Object.keys(values).map((name) => [name, fitting(values[name]!, draft[name])]));
  } catch {
    return undefined;
  }
}

/** The form may have changed in between; only an entry of the same kind is taken. */
function fitting(value: FormValues[string], entered: FormValues[string] | undefined): FormValues[string] {
  const isAlike = typeof entered === typeof value && Array.isArray(entered) === Array.isArray(value);
  return isAlike && entered !== undefined ? entered : value;
}
