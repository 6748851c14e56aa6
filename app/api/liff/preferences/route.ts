import { db } from "#app/db.ts";
import type { Actor } from "#lib/actor.ts";
import { noteActor } from "#lib/addresses/asked-by.ts";
import { createLineClient, type LineClient } from "#lib/line/client.ts";
import { verifyIdToken } from "#lib/line/id-token.ts";
import { openPreferences } from "#lib/preferences/open.ts";
import { erasePreferences, savePreferences } from "#lib/preferences/save.ts";
import { answer, bearerOrNone, readJson, refuse } from "../../answer.ts";

const largestBody = 1024 * 1024;

export function GET(request: Request): Promise<Response> {
  return asResident(request, async (resident) =>
    Response.json(await openPreferences(db(), line(), resident), { headers: uncached }),
  );
}

/** One for the process: it keeps its token and its connections. */
let lineClient: LineClient | undefined;
function line(): LineClient {
  lineClient ??= createLineClient();
  return lineClient;
}

export function PUT(request: Request): Promise<Response> {
  return asResident(request, async (resident) => {
    const body = (await readJson(request, largestBody)) as { answers?: unknown } | null;
    return Response.json(await savePreferences(db(), resident, body?.answers), { headers: uncached });
  });
}

export function DELETE(request: Request): Promise<Response> {
  return asResident(request, async (resident) => {
    await erasePreferences(db(), resident);
    return new Response(null, { status: 204 });
  });
}

const uncached = { "cache-control": "no-store" };

/** Who somebody is, only LINE's signed ID token says; expired and forged are told apart. */
function asResident(request: Request, act: (resident: Actor) => Promise<Response>): Promise<Response> {
  return answer(async () => {
    const verdict = await verifyIdToken(bearerOrNone(request));
    if (verdict.ok) {
      const resident: Actor = { kind: "follower", lineUserId: verdict.lineUserId };
      noteActor(resident);
      return act(resident);
    }
    return refuse(401, verdict.reason, words[verdict.reason]);
  });
}

const words = {
  token_expired: "ログインの有効期限が切れました。もう一度開いてください。",
  token_invalid: "ログインを確認できませんでした。LINEから開き直してください。",
};
