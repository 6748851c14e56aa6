import { db } from "#app/db.ts";
import { getEnv } from "#lib/env.ts";
import { mailStatus } from "#lib/mail/status.ts";
import { answer, bearer, mustBe } from "../../answer.ts";

const gateway = { kind: "system", task: "メールゲートウェイ" } as const;

export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer(async () => {
    mustBe(getEnv().mailGatewayToken, bearer(request));
    return Response.json(await mailStatus(db(), gateway, (await params).id));
  });
}
