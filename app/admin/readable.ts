import { notFound } from "next/navigation";
import { NotFound } from "#lib/errors.ts";

/** Reads for a page; what does not exist becomes the page that says so. */
export async function readable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
