import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Db } from "#db/client.ts";
import { getEnv } from "../env.ts";
import { readSetting } from "../settings/settings.ts";
import { currentForm, type Form } from "./form.ts";
import { howOften } from "./how-often.ts";
import { type HowOften, shownQuestions } from "./schema.ts";

/** The form as JSON, plain and compressed: 2,000 choices are 150 KB of text, and a tenth of that on the wire. */
export type PublicForm = { text: string; gzipped: Buffer; tag: string };

const readers = new WeakMap<Db, () => Promise<PublicForm>>();

/**
 * What the page needs before it knows who opened it, as JSON. The same for everybody: whoever asks while it is being
 * read shares the reading that begins next, so that thousands who tap at once cost a few, and nobody sees an old form.
 */
export function publicForm(db: Db): Promise<PublicForm> {
  const reader = readers.get(db) ?? shared(() => read(db));
  readers.set(db, reader);
  return reader();
}

function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  return () => {
    next ??= (running ?? Promise.resolve()).then(() => {
      const begun = work();
      [running, next] = [begun.catch(() => undefined), undefined];
      return begun;
    });
    return next;
  };
}

async function read(db: Db): Promise<PublicForm> {
  const [city, form] = await Promise.all([readSetting(db, "city"), currentForm(db)]);
  return written(form, city.name, await lately(db, form));
}

let latest: (PublicForm & { form: Form; city: string; often: HowOften }) | undefined;

/** Written once for each version and process: a form of 2,000 choices is work. */
function written(form: Form, city: string, often: HowOften): PublicForm {
  if (latest?.form === form && latest.city === city && latest.often === often) return latest;
  const { version, questions } = form;
  const text = JSON.stringify({ liffId: getEnv().liffId, city, version, questions: shownQuestions(questions), often });
  const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  latest = { form, city, often, text, gzipped: gzipSync(text), tag };
  return latest;
}

const countedForMs = 60_000;
let counted: { db: Db; form: Form; at: number; often: Promise<HowOften> } | undefined;

/** What was sent in three months needs no counting anew each second. */
function lately(db: Db, form: Form): Promise<HowOften> {
  if (counted?.db === db && counted.form === form && performance.now() - counted.at < countedForMs)
    return counted.often;
  const often = howOften(db, form.questions).catch(() => ({}));
  counted = { db, form, at: performance.now(), often };
  return often;
}
