import { db } from "#app/db.ts";
import { exportSignIns } from "#lib/staff/export-sign-ins.ts";
import { answerCsv } from "../../../../csv-answer.ts";
import { outcomesOf } from "../outcome-words.ts";

export async function GET(request: Request): Promise<Response> {
  const outcomes = outcomesOf(new URL(request.url).searchParams.get("show"));
  return answerCsv("sign-ins", (staff) => exportSignIns(db(), staff, { outcomes }));
}
