import { notFound } from "next/navigation";
import { Invalid, NotFound } from "#lib/errors.ts";

/** Reads for a page; what does not exist becomes the page that says so. */
export async function readable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    // An address that nobody would type: a page that is none.
    if (error instanceof NotFound || error instanceof Invalid) notFound();
    throw error;
  }
}
