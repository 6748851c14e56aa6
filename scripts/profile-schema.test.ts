import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { Profile } from "#lib/profile/schema.ts";
import { profileSchema, schemaFile } from "./profile-schema.ts";

it("is committed as the code has it (else: node scripts/profile-schema.ts)", async () => {
  expect(await readFile(schemaFile, "utf8")).toBe(profileSchema());
});

it("describes every part of a profile", () => {
  const { properties } = JSON.parse(profileSchema());
  expect(Object.keys(properties).sort()).toEqual(Object.keys(Profile.shape).sort());
});

it("is made from the schema that every city that ships meets", async () => {
  const files = (await readdir("profiles")).filter((name) => name.endsWith(".json"));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const result = Profile.safeParse(JSON.parse(await readFile(`profiles/${file}`, "utf8")));
    expect(result.error?.issues ?? [], file).toEqual([]);
  }
});
