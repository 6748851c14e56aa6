import { db } from "#app/db.ts";
import { receiveWebhook } from "#lib/events/receive.ts";
import { isSignedByLine } from "#lib/line/signature.ts";
import { answer, readBytes, refuse } from "../../answer.ts";

const largestCall = 2 * 1024 * 1024;

/**
 * LINE's door: 200 once the call is stored; nothing is stored of a call that LINE did not sign. The front calls this
 * function itself, for Next costs more than the call (docs/decisions/012-webhook.md).
 */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const raw = await readBytes(request, largestCall);
    const signature = request.headers.get("x-line-signature");
    if (!isSignedByLine(raw, signature)) return refuse(401, "wrong_signature", "署名が正しくありません。");
    await receiveWebhook(db(), raw, signature!, request.headers.get("content-type") ?? undefined);
    return Response.json({});
  });
}
