import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { changeFriendship } from "../followers/friendship.ts";
import type { LineAnswer, LineClient } from "../line/client.ts";
import { publishForm } from "./form.ts";
import { openPreferences } from "./open.ts";
import { savePreferences } from "./save.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const ward = { key: "ward", kind: "single", label: "区", choices: [{ key: "aoba", label: "青葉区" }] };
  await publishForm(database.client.db, { kind: "system", task: "test" }, [ward]);
});
afterAll(() => database.drop());

function lineThat(answers: () => Promise<Partial<LineAnswer>>) {
  return { get: vi.fn(answers), post: vi.fn() } as unknown as LineClient;
}
const someone = (digit: string) => ({ kind: "follower", lineUserId: `U${digit.repeat(32)}` }) as const;
const open = (line: LineClient, digit: string) => openPreferences(database.client.db, line, someone(digit));

it("takes LINE's word for who added the account before any event told, registered or not", async () => {
  const line = lineThat(async () => ({ status: 200 }));
  expect(await open(line, "1")).toMatchObject({ friend: true, answers: {} });
  await savePreferences(database.client.db, someone("1"), { ward: "aoba" });
  expect(await open(line, "1")).toMatchObject({ friend: true, answers: { ward: "aoba" } });
});

it("says who is no friend that they are none, also when LINE is ill", async () => {
  expect(
    (
      await open(
        lineThat(async () => ({ status: 404 })),
        "2",
      )
    ).friend,
  ).toBe(false);
  expect(
    (
      await open(
        lineThat(async () => ({ status: 0 })),
        "2",
      )
    ).friend,
  ).toBe(false);
});

it("does not leave anybody waiting for LINE", async () => {
  expect(
    (
      await open(
        lineThat(() => new Promise(() => {})),
        "2",
      )
    ).friend,
  ).toBe(false);
});

it("asks nobody about those of whom an event told", async () => {
  const line = lineThat(async () => ({ status: 200 }));
  await changeFriendship(database.client.db, someone("3").lineUserId, true, new Date());
  await changeFriendship(database.client.db, someone("4").lineUserId, false, new Date());
  expect((await open(line, "3")).friend).toBe(true);
  expect((await open(line, "4")).friend).toBe(false);
  expect(line.get).not.toHaveBeenCalled();
});
