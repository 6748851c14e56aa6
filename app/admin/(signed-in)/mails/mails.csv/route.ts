import { db } from "#app/db.ts";
import { mailStates } from "#db/words.ts";
import { exportMails } from "#lib/mail/export.ts";
import { answerCsv } from "../../../csv-answer.ts";

export async function GET(request: Request): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get("state");
  const state = mailStates.find((known) => known === wanted);
  return answerCsv("mails", (staff) => exportMails(db(), staff, { state }));
}
