import { db } from "#app/db.ts";
import { csvOf } from "#lib/csv.ts";
import { followersOverTime } from "#lib/followers/over-time.ts";
import { answerCsv } from "../../../csv-answer.ts";

/** Everything that was ever counted. */
const days = 365 * 20;

export async function GET(): Promise<Response> {
  return answerCsv("followers", async (staff) => {
    const counted = await followersOverTime(db(), staff, days);
    const rows = counted.map(({ day, friends, registered, blocked }) => [day, friends, registered, blocked]);
    return csvOf(["日付", "届けられる友だち", "受信設定を登録", "ブロック"], rows);
  });
}
