import { z } from "zod";
import { control } from "../control.ts";

const Body = z.object({ userId: z.string().regex(/^U[0-9a-f]{32}$/) });

/** In the training environment this stands where LINE's login is: it signs for any resident of the sandbox. */
export async function POST(request: Request): Promise<Response> {
  const client = control();
  const body = Body.safeParse(await request.json().catch(() => undefined));
  if (!body.success)
    return Response.json({ error: "bad_request", message: "userId を指定してください。" }, { status: 400 });
  const idToken = await client.idToken(body.data.userId);
  return Response.json({ idToken }, { headers: { "cache-control": "no-store" } });
}
