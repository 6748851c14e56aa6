import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden, Invalid, NotFound } from "../errors.ts";
import { actorOfToken, addToken, listTokens, revokeToken } from "./tokens.ts";

const chief: Actor = { kind: "staff", id: "1", name: "情報課", permissions: everywhere("send"), department: null };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("speaks for a city system with no more than it was given, for a year, and its last use is seen", async () => {
  const { db, sql } = database.client;
  const token = await addToken(db, chief, { name: "防災システム", permissions: { broadcasts: "send" } });
  const [listed] = await listTokens(db, chief);
  const days = (listed!.expiresFor!.getTime() - listed!.createdAt.getTime()) / 86_400_000;
  expect([listed!.name, Math.round(days), listed!.lastUsedAt]).toEqual(["防災システム", 365, null]);
  expect(JSON.stringify(await sql`select * from api_tokens`)).not.toContain(token);
  expect(await actorOfToken(db, token)).toMatchObject({
    kind: "api",
    permissions: { ...everywhere("none"), broadcasts: "send" },
  });
  expect((await listTokens(db, chief))[0]!.lastUsedAt).toBeInstanceOf(Date);
});

it("is refused with the reason once it was taken back or its time is over", async () => {
  const { db, sql } = database.client;
  const [taken, late] = await Promise.all([
    addToken(db, chief, { name: "取り消す", permissions: "view" }),
    addToken(db, chief, { name: "期限切れ", permissions: "view", days: 1 }),
  ]);
  const idOf = async (name: string) => (await listTokens(db, chief)).find((token) => token.name === name)!.id;
  await revokeToken(db, chief, await idOf("取り消す"));
  await revokeToken(db, chief, await idOf("取り消す"));
  await sql`update api_tokens set expires_for = now() - interval '1 second' where name = '期限切れ'`;
  expect(await actorOfToken(db, taken)).toEqual({ refused: "revoked" });
  expect(await actorOfToken(db, late)).toEqual({ refused: "expired" });
  expect(await actorOfToken(db, "kairan_x")).toEqual({ refused: "unknown" });
  expect(await sql`select 1 from activities where action = 'token.revoke'`).toHaveLength(1);
});

it("gives nothing that its maker does not have, and is nothing for those who may only look", async () => {
  const { db } = database.client;
  const limited: Actor = { ...chief, permissions: { ...everywhere("none"), settings: "edit" } };
  await expect(addToken(db, limited, { name: "x", permissions: { mail: "send" } })).rejects.toThrow(Forbidden);
  const ofDepartment: Actor = { ...chief, department: { id: crypto.randomUUID(), name: "防犯課" } };
  await expect(addToken(db, ofDepartment, { name: "x", permissions: "view" })).rejects.toThrow("部署に所属する");
  const viewer: Actor = { ...chief, permissions: everywhere("view") };
  await expect(addToken(db, viewer, { name: "x", permissions: "view" })).rejects.toThrow(Forbidden);
  await expect(revokeToken(db, viewer, crypto.randomUUID())).rejects.toThrow(Forbidden);
  await expect(revokeToken(db, chief, crypto.randomUUID())).rejects.toThrow(NotFound);
  await expect(addToken(db, chief, { name: "x", permissions: "view", days: 0 })).rejects.toThrow(Invalid);
});
