import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { Profile } from "#lib/profile/schema.ts";

export const schemaFile = "docs/profile.schema.json";

/**
 * The shape of a profile for editors and for successor systems, made from the schema that `apply` uses.
 * What only code can check (references between the parts, regular expressions) is left to `apply`.
 */
export function profileSchema(): string {
  const schema = z.toJSONSchema(Profile, { io: "input", unrepresentable: "any" });
  return `${JSON.stringify({ title: "Kairan profile", ...schema }, null, 2)}\n`;
}

// Run as a command, it writes the file; imported by its test, it writes nothing.
if (import.meta.main) {
  await writeFile(schemaFile, profileSchema());
  console.error(`${schemaFile} を書きました。`);
}
