import { db } from "#app/db.ts";
import { currentActor } from "#app/session.ts";
import { Forbidden, NotFound } from "#lib/errors.ts";
import { rawMail } from "#lib/mail/raw.ts";

/** The mail's very bytes as a file: never shown by the browser, whatever they claim to be. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const staff = await currentActor();
  if (!staff) return new Response(null, { status: 401 });
  try {
    const { name, bytes } = await rawMail(db(), staff, (await params).id);
    const headers = {
      "content-type": "text/plain; charset=us-ascii",
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "no-store",
    };
    return new Response(new Uint8Array(bytes), { headers });
  } catch (error) {
    if (error instanceof Forbidden) return new Response(error.message, { status: 403 });
    if (error instanceof NotFound) return new Response(error.message, { status: 404 });
    throw error;
  }
}
