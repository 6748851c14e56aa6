import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { notices } from "#db/schema/settings.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";
import { getEnv } from "../env.ts";
import { createLineClient } from "../line/client.ts";
import { writeSetting } from "../settings/settings.ts";
import { addStaff } from "../staff/members.ts";
import { notify } from "./notify.ts";
import { tellStaff } from "./tell.ts";

const cause = { cause: "line.quota", title: "今月の配信可能数を使い切りました", advice: "プランを確認してください。" };
const actor = { kind: "system", task: "test" } as const;

let city: ContractCity;
let mailServer: SMTPServer;
let webhook: Server;
let duty: string;
let mails: { to: string[]; text: string }[] = [];
let posts: { title: string; advice: string }[] = [];
let webhookStatus = 200;

beforeAll(async () => {
  city = await startContractCity();
  mailServer = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], onData: takeMail });
  await new Promise<void>((resolve) => mailServer.listen(0, "127.0.0.1", resolve));
  webhook = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (webhookStatus === 200) posts.push(JSON.parse(body));
      response.writeHead(webhookStatus).end();
    });
  });
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
  Object.assign(getEnv(), {
    smtpUrl: `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`,
    staffAlertUrl: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/alert`,
  });
  await addStaff(city.db, actor, { email: "duty@example.jp", name: "当番", password: "correct horse battery" });
  duty = (await city.control.addResident({ displayName: "当番の職員" })).userId;
  await writeSetting(city.db, "dutyStaff", [duty]);
});
afterAll(async () => {
  webhook.close();
  await new Promise<void>((resolve) => mailServer.close(resolve));
  await city.stop();
});
beforeEach(async () => {
  [mails, posts, webhookStatus] = [[], [], 200];
  await city.db.delete(notices);
});

const takeMail: NonNullable<ConstructorParameters<typeof SMTPServer>[0]>["onData"] = (stream, session, done) => {
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  stream.on("end", () => {
    mails.push({ to: session.envelope.rcptTo.map((recipient) => recipient.address), text });
    done();
  });
};

async function raised(): Promise<string> {
  const [notice] = await city.db.select().from(notices);
  return notice!.id;
}

it("tells staff by e-mail, by webhook and the duty staff by LINE, with what happened and what to do", async () => {
  await notify(city.db, cause);
  await tellStaff(city.db, createLineClient(), await raised());
  expect(mails).toHaveLength(1);
  expect(mails[0]!.to).toEqual(["duty@example.jp"]);
  expect(Buffer.from(mails[0]!.text.split("\r\n\r\n").slice(1).join(""), "base64").toString()).toContain(cause.advice);
  expect(posts).toMatchObject([{ title: cause.title, advice: cause.advice }]);
  expect(JSON.stringify((await city.control.talk(duty)).bubbles)).toContain(cause.title);
});

it("tells the same thing once, not forty times", async () => {
  for (let time = 0; time < 40; time++) await notify(city.db, cause);
  expect(await city.db.select({ count: notices.count }).from(notices)).toEqual([{ count: 40 }]);
  const id = await raised();
  await tellStaff(city.db, createLineClient(), id);
  await tellStaff(city.db, createLineClient(), id);
  expect([mails.length, posts.length]).toEqual([1, 1]);
});

it("repeats only the way that failed", async () => {
  webhookStatus = 503;
  await notify(city.db, cause);
  const id = await raised();
  await expect(tellStaff(city.db, createLineClient(), id)).rejects.toThrow("503");
  webhookStatus = 200;
  await tellStaff(city.db, createLineClient(), id);
  expect([mails.length, posts.length]).toEqual([1, 1]);
});

it("mail header injection: a line break in a title adds neither a recipient nor a header", async () => {
  await notify(city.db, { ...cause, title: "件名\r\nBcc: thief@evil.example\r\nX-Stolen: 1\r\n\r\n本文" });
  await tellStaff(city.db, createLineClient(), await raised());
  expect(mails[0]!.to).toEqual(["duty@example.jp"]);
  expect(mails[0]!.text.split("\r\n\r\n")[0]).not.toMatch(/^(Bcc|X-Stolen):/im);
});
