import { db } from "#app/db.ts";
import { getEnv } from "#lib/env.ts";
import { Invalid } from "#lib/errors.ts";
import { largestMail, receiveMail, TooLarge } from "#lib/mail/receive.ts";
import { answer, BadRequest, bearer, mustBe, readJson, TooLargeBody } from "../answer.ts";

/** A mail of the largest size in Base64, and room for its envelope. */
const largestBody = Math.ceil(largestMail / 3) * 4 + 256 * 1024;

/** The mail gateway's door: 202 once the mail is stored; the same mail again, 200 with the first one's id. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    mustBe(getEnv().mailGatewayToken, bearer(request));
    const received = await receiveMail(db(), await readJson(request, largestBody)).catch(inGatewayWords);
    return Response.json(received, { status: received.state === "received" ? 202 : 200 });
  });
}

function inGatewayWords(error: unknown): never {
  if (error instanceof TooLarge) throw new TooLargeBody("メールは10 MiBまでです。");
  if (error instanceof Invalid) throw new BadRequest(error.message);
  throw error;
}
