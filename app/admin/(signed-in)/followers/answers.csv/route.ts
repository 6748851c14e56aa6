import { db } from "#app/db.ts";
import { csvOf } from "#lib/csv.ts";
import { type AnswersTo, answerDistribution } from "#lib/followers/distribution.ts";
import { answerCsv } from "../../../csv-answer.ts";

/** The very numbers of the page: what is hidden there is hidden here. */
export async function GET(request: Request): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get("question");
  return answerCsv("answers", async (staff) => {
    const { questions, whole } = await answerDistribution(db(), staff);
    const shown = whole === null ? [] : questions.filter(({ key }) => wanted === null || key === wanted);
    return csvOf(["質問", "項目", "回答", "人数"], shown.flatMap(linesOf));
  });
}

function linesOf(question: AnswersTo): (string | number)[][] {
  if (question.kind !== "grid")
    return question.parts.map(({ label, people }) => [question.label, "", label, people ?? "非表示"]);
  return question.rows.flatMap((row) =>
    row.cells.map(({ label, people }) => [question.label, row.label, label, people ?? "非表示"]),
  );
}
