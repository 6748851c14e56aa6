import { currentActor, type Staff } from "#app/session.ts";
import { Forbidden } from "#lib/errors.ts";

/** A file for whoever is signed in and may have it. */
export async function answerCsv(name: string, write: (staff: Staff) => Promise<string>): Promise<Response> {
  const staff = await currentActor();
  if (!staff) return new Response(null, { status: 401 });
  try {
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "no-store",
    };
    return new Response(await write(staff), { headers });
  } catch (error) {
    if (error instanceof Forbidden) return new Response(error.message, { status: 403 });
    throw error;
  }
}
