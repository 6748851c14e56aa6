import { createCipheriv, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as tables from "#db/schema/all.ts";
import { preferences } from "#db/schema/followers.ts";
import { mails } from "#db/schema/mails.ts";
import { everywhere } from "#lib/actor.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { getEnv } from "../env.ts";
import { Conflict, Forbidden } from "../errors.ts";
import { currentKeyId, idOf, seal, unseal } from "../sealing.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { sealedAnswers, sealedColumns } from "./sealed-columns.ts";

const system = { kind: "system", task: "test" } as const;
const was = { secretKey: getEnv().secretKey };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function useKeys(secretKey: Buffer, ...oldSecretKeys: Buffer[]): void {
  Object.assign(getEnv(), { secretKey, oldSecretKeys });
}

it("knows every sealed column of the schema, with its key's type", () => {
  const found = Object.values(tables)
    .filter((table) => table instanceof PgTable)
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      const key = columns.find((column) => column.primary)?.getSQLType();
      return columns
        .filter((column) => column.getSQLType() === "bytea")
        .map((column) => `${name}.${snake(column.name)} ${key}`);
    });
  expect(sealedColumns.map(({ table, column, keyType }) => `${table}.${column} ${keyType}`).sort()).toEqual(
    found.sort(),
  );
});

it("knows every purpose that something is sealed for", async () => {
  const used = new Set<string>();
  for await (const file of glob("{lib,app,worker,scripts}/**/*.ts"))
    if (!file.endsWith(".test.ts"))
      for (const [, purpose] of readFileSync(file, "utf8").matchAll(/\bseal\("([^"]+)"/g)) used.add(purpose!);
  expect([...used].sort()).toEqual(
    [...new Set([...sealedColumns, sealedAnswers].map(({ purpose }) => purpose))].sort(),
  );
});

it("what an older key sealed opens while that is named, and not after", () => {
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  useKeys(older);
  const sealed = seal("mail", "本文");
  useKeys(newer, older);
  expect(unseal("mail", sealed).toString()).toBe("本文");
  expect(() => unseal("reading", sealed)).toThrow();
  useKeys(newer);
  expect(() => unseal("mail", sealed)).toThrow();
});

it("what was sealed before keys had ids still opens", () => {
  useKeys(randomBytes(32), was.secretKey);
  expect(unseal("mail", sealAsBefore(was.secretKey, "mail", "本文")).toString()).toBe("本文");
});

it("seals everything anew, in many steps, once; then the old key may go", async () => {
  const { db, sql } = database.client;
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  useKeys(older);
  for (let n = 0; n < 1203; n++) await db.insert(mails).values(mail(n));
  const [follower] = await sql`insert into followers (line_user_id, created_at) values ('U1', now()) returning id`;
  const text = { sealed: seal("answer", "車いすを使います").toString("base64") };
  await db.insert(preferences).values({
    followerId: Number(follower!.id),
    answers: { ward: "aoba", note: text },
    formVersion: 1,
    updatedAt: new Date(),
  });

  useKeys(newer, older);
  const told: string[] = [];
  const [first] = [await rotateKeys(db, system, ({ column }) => told.push(column))];
  expect(first).toContainEqual({ column: "mails.raw", renewed: 1203, unreadable: 0 });
  expect(first).toContainEqual({ column: "preferences.answers", renewed: 1, unreadable: 0 });
  expect(told.filter((column) => column === "mails.raw").length).toBeGreaterThan(2);

  useKeys(newer);
  const rows = await db.select().from(mails);
  expect(rows.every(({ raw, identity }) => unseal("mail", raw!).toString() === `mail ${identity}`)).toBe(true);
  expect(rows.every(({ raw }) => raw![0] === currentKeyId())).toBe(true);
  const [kept] = await db.select().from(preferences);
  const { sealed } = kept!.answers.note as { sealed: string };
  expect(unseal("answer", Buffer.from(sealed, "base64")).toString()).toBe("車いすを使います");
  expect(kept!.answers.ward).toBe("aoba");
  expect((await rotateKeys(db, system, () => {})).every(({ renewed }) => renewed === 0)).toBe(true);
});

it("leaves alone what no key opens, and says how many", async () => {
  const { db } = database.client;
  useKeys(randomBytes(32), randomBytes(32));
  const outcome = await rotateKeys(db, system, () => {});
  const unreadable = outcome.find(({ column }) => column === "mails.raw");
  expect(unreadable).toMatchObject({ renewed: 0, unreadable: 1203 });
});

it("asks for another key when the new one could be taken for an old one", async () => {
  const older = randomBytes(32);
  const twin = Array.from({ length: 5000 }, () => randomBytes(32)).find((key) => idOf(key) === idOf(older))!;
  useKeys(twin, older);
  expect(unseal("mail", seal("mail", "本文")).toString()).toBe("本文");
  await expect(rotateKeys(database.client.db, system, () => {})).rejects.toThrow(Conflict);
});

it("is for whoever may change settings to the last", async () => {
  const staff = { kind: "staff", id: "1", name: "", permissions: everywhere("edit"), department: null } as const;
  await expect(rotateKeys(database.client.db, staff, () => {})).rejects.toThrow(Forbidden);
});

function mail(n: number) {
  return {
    id: randomUUID(),
    receivedAt: new Date(),
    state: "received" as const,
    identity: `${n}`,
    raw: seal("mail", `mail ${n}`),
  };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function sealAsBefore(master: Buffer, purpose: string, plain: string): Buffer {
  const nonce = randomBytes(12);
  const key = Buffer.from(hkdfSync("sha256", master, "kairan", purpose, 32));
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body]);
}
