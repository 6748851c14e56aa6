import type { Proof } from "./proof.ts";

/** What the sending server is told: the mail is ours, or it keeps it and tries again (4xx), or never (5xx). */
export type Receipt = { code: 250 | 451 | 552; text: string };

export type Door = { api: string; token: string };
export type Envelope = { from: string; to: string[] };

const timeoutMs = 30_000;

/**
 * Hands a mail in at the API. Only its yes counts: whatever else happens, the sending server keeps the mail. A mail
 * that was stored although we never heard so is known again by its Message-ID and body.
 */
export async function handIn({ api, token }: Door, raw: Buffer, envelope: Envelope, auth?: Proof): Promise<Receipt> {
  try {
    const response = await fetch(`${api}/api/mail`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ raw: raw.toString("base64"), envelope, auth }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await receiptOf(response);
  } catch {
    return { code: 451, text: "4.3.0 The mail API does not answer, try again later" };
  }
}

async function receiptOf(response: Response): Promise<Receipt> {
  const { status } = response;
  if (status === 413) return { code: 552, text: "5.3.4 Message too large" };
  if (status !== 200 && status !== 202) return { code: 451, text: `4.3.0 The mail API answered ${status}` };
  const { id } = (await response.json()) as { id?: unknown };
  if (typeof id !== "string") return { code: 451, text: "4.3.0 The mail API gave no id" };
  return { code: 250, text: `2.0.0 Stored as ${id}` };
}
