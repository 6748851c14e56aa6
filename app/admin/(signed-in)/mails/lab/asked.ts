import { readBytes } from "#app/api/answer.ts";
import { Forbidden } from "#lib/errors.ts";
import { largestMail } from "#lib/mail/receive.ts";
import type { LabSource } from "#lib/mail-rules/subject.ts";

export type Asked = { source: LabSource; change: unknown; name: string };

const roomForTheRest = 1024 * 1024;

/** What the lab posts: a file or the id of a received mail, and a change that nobody has saved yet. */
export async function readAsked(request: Request): Promise<Asked> {
  if (!["same-origin", null].includes(request.headers.get("sec-fetch-site"))) throw new Forbidden();
  const bytes = await readBytes(request, largestMail + roomForTheRest);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(new Uint8Array(bytes), { headers }).formData();
  const [file, id, change, name] = ["file", "id", "change", "name"].map((field) => form.get(field));
  const source = file instanceof Blob ? { raw: Buffer.from(await file.arrayBuffer()) } : { id: String(id ?? "") };
  return { source, change: typeof change === "string" ? JSON.parse(change) : undefined, name: String(name ?? "") };
}
