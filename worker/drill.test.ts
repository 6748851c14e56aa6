import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { startBroadcast } from "#lib/broadcasts/start.ts";
import { getEnv } from "#lib/env.ts";
import { actor, exactlyOnce, type SendingCity, startSendingCity } from "#test/sending/city.ts";

let city: SendingCity;
beforeAll(async () => {
  city = await startSendingCity({ followers: 1200 });
  await city.sql`insert into test_recipients (line_user_id, name, created_at)
    values ('U' || md5('1'), '防災課', now()), ('U' || md5('duty'), '当直', now())`;
});
afterAll(() => city.stop());

it("in drill mode whatever is sent reaches test recipients only and says 【訓練】; what was on its way waits", async () => {
  const begun = await city.compose();
  await scheduleBroadcast(city.db, actor, begun.id);
  await startBroadcast(city.db, begun.id);
  Object.assign(getEnv(), { drill: true });
  const worker = await city.startWorker();
  const picture = {
    type: "image",
    originalContentUrl: "https://a.example/a.jpg",
    previewImageUrl: "https://a.example/a.jpg",
  };
  const ids = [
    await city.send({ audience: { kind: "everyone" }, messages: [{ type: "text", text: "避難してください。" }] }),
    await city.send({ lane: "urgent", messages: [picture] }, { source: "api" }),
    await city.send({ audience: { kind: "rule", rule: { not: { registered: true } } } }, { source: "mail" }),
    await city.send({ audience: { kind: "test" }, messages: [{ type: "text", text: "【訓練】試し" }] }),
  ];
  for (const id of ids) expect(await city.until(id, "sent")).toMatchObject({ drill: true, audienceCount: 2 });
  const { messages, recipients } = await city.control.ledger();
  expect(recipients).toBe(2);
  expect(messages).toHaveLength(4);
  expect(
    messages.every(({ preview, broadcasts }) => /^【訓練】(?!\s*【訓練】)/.test(preview) && broadcasts === 0),
  ).toBe(true);
  expect(await city.read(begun.id)).toMatchObject({ status: "sending", drill: false });

  await worker.stop();
  Object.assign(getEnv(), { drill: false });
  await city.startWorker();
  await city.until(begun.id, "sent");
  expect(await city.comparison(begun.id)).toEqual(exactlyOnce(1200));
});
