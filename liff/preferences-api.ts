import type { AnswerIssue, Answers, HowOften, Question } from "#lib/preferences/schema.ts";
import { Trouble } from "./trouble.ts";

export type PublicForm = {
  liffId: string;
  city: string;
  version: number;
  questions: Question[];
  often?: HowOften;
  privacyUrl?: string;
};
export type Saved = { answers: Answers; updatedAt: string | null; friend: boolean };

/** The answers were understood and refused, each at its place. */
export class Refused extends Error {
  issues: AnswerIssue[];

  constructor(issues: AnswerIssue[]) {
    super("refused");
    this.issues = issues;
  }
}

export async function readForm(): Promise<PublicForm> {
  return (await ask("/api/liff/form", {})).json();
}

export async function readPreferences(token: string): Promise<Saved> {
  return (await ask(preferences, { headers: bearer(token), cache: "no-store" })).json();
}

export async function savePreferences(token: string, answers: Answers): Promise<Saved> {
  const headers = { ...bearer(token), "content-type": "application/json" };
  return (await ask(preferences, { method: "PUT", headers, body: JSON.stringify({ answers }) })).json();
}

export async function forgetPreferences(token: string): Promise<void> {
  await ask(preferences, { method: "DELETE", headers: bearer(token) });
}

const preferences = "/api/liff/preferences";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const patienceMs = 20_000;

async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await reach(path, init);
  if (response.ok) return response;
  const body = await response.json().catch(() => ({}));
  if (response.status === 401) throw new Trouble(body.error === "token_expired" ? "token_expired" : "token_invalid");
  if (response.status === 422 && Array.isArray(body.issues)) throw new Refused(body.issues);
  throw new Trouble("server");
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout?.(patienceMs) });
  } catch {
    throw new Trouble("network");
  }
}
