import { db } from "#app/db.ts";
import { receiveWebhook } from "#lib/events/receive.ts";
import { isSignedByLine } from "#lib/line/signature.ts";
import { answer, readBytes, refuse } from "../../answer.ts";

const largestCall = 2 * 1024 * 1024;

/** LINE's door: 200 once the call is stored; nothing is stored of a call that LINE did not sign. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const raw = await readBytes(request, largestCall);
    const signature = request.headers.get("x-line-signature");
    if (!isSignedByLine(raw, signature)) return refuse(401, "wrong_signature", "署名が正しくありません。");
    await receiveWebhook(db(), raw, signature!);
    return Response.json({});
  });
}
