import type { LabReport, RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Answer } from "../../../attempt.ts";

/** A file of this computer, or a received mail. */
export type Chosen = { file: File } | { id: string };

const largestMail = 10 * 1024 * 1024;

export function tryChosen(chosen: Chosen, change?: RulesChangeInput): Promise<Answer<LabReport>> {
  return ask("/admin/mails/lab/try", chosen, { change });
}

export function keepChosen(chosen: Chosen, name: string, change?: RulesChangeInput): Promise<Answer<string>> {
  return ask("/admin/mails/lab/case", chosen, { name, change });
}

type More = { change?: RulesChangeInput; name?: string };

async function ask<T>(url: string, chosen: Chosen, { change, name }: More): Promise<Answer<T>> {
  if ("file" in chosen && chosen.file.size > largestMail)
    return refused("10 MBを超えるファイルは試せません。別のファイルを選んでください。");
  if ("file" in chosen && /\.msg$/i.test(chosen.file.name)) return refused(outlook);
  const form = new FormData();
  if ("file" in chosen) form.set("file", chosen.file);
  else form.set("id", chosen.id);
  if (change) form.set("change", JSON.stringify(change));
  if (name !== undefined) form.set("name", name);
  try {
    const response = await fetch(url, { method: "POST", body: form, signal: AbortSignal.timeout(60_000) });
    const said = await response.json();
    return response.ok ? said : refused(said.message ?? failure);
  } catch {
    return refused(failure);
  }
}

const failure = "試せませんでした。通信の状態を確認して、もう一度お試しください。";

const outlook = "Outlookの形式（.msg）は読み取れません。メールを「.eml」で保存し直すか、受信メールから選んでください。";

function refused(message: string): Answer<never> {
  return { ok: false, message, issues: [] };
}
