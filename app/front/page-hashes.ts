import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The inline scripts of the pages that the build made, as sources for a Content-Security-Policy. */
export async function hashesOfStaticPages(folder = ".next/server/app/liff"): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const pages = await Promise.all(
    names.filter((name) => name.endsWith(".html")).map((name) => readFile(join(folder, name), "utf8")),
  );
  return [...new Set(pages.flatMap(hashesOfInlineScripts))];
}

/** A browser takes the hash of exactly what stands between the tags. */
export function hashesOfInlineScripts(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}
