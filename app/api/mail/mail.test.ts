import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "#db/schema/mails.ts";
import { handleMail } from "#lib/mail/handle.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";

let city: ContractCity;
let routes: { post: typeof import("./route.ts"); get: typeof import("./[id]/route.ts") };

beforeAll(async () => {
  city = await startContractCity();
  routes = { post: await import("./route.ts"), get: await import("./[id]/route.ts") };
});
afterAll(() => city.stop());

const mebibyte = 1024 * 1024;
const mail = (id: string, body = "本文です") =>
  Buffer.from(
    `From: a@example.jp\r\nSubject: test\r\nMessage-ID: <${id}@example.jp>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}`,
  );

async function post(body: unknown, authorization = `Bearer ${city.gatewayToken}`) {
  const init = {
    method: "POST",
    headers: { authorization },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
  const response = await routes.post.POST(new Request("http://city/api/mail", init));
  return { status: response.status, body: await response.json() };
}

async function look(id: string, authorization = `Bearer ${city.gatewayToken}`) {
  const response = await routes.get.GET(new Request(`http://city/api/mail/${id}`, { headers: { authorization } }), {
    params: Promise.resolve({ id }),
  });
  return { status: response.status, body: await response.json() };
}

const raw = (bytes: Buffer) => ({ raw: bytes.toString("base64") });

function ofSize(id: string, size: number): Buffer {
  const head = mail(id, "");
  return Buffer.concat([head, Buffer.alloc(size - head.length, "a")]);
}

describe("POST /api/mail", () => {
  it("stores a mail and answers 202; the same again is 200 with the first one's id", async () => {
    const first = await post(raw(mail("once")));
    expect(first).toEqual({ status: 202, body: { id: expect.any(String), state: "received" } });
    expect(await post(raw(mail("once")))).toEqual({ status: 200, body: { id: first.body.id, state: "duplicate" } });
  });

  it("takes null for what the gateway does not know", async () => {
    const unknown = { envelope: { from: null, to: null }, auth: { spf: null, dkim: null, dmarc: null } };
    expect((await post({ ...raw(mail("null-1")), ...unknown })).status).toBe(202);
    expect((await post({ ...raw(mail("null-2")), envelope: null, auth: null })).status).toBe(202);
  });

  it("knows the same mail by another relay: other trace headers, same Message-ID and body", async () => {
    const first = await post(raw(mail("relay")));
    const relayed = Buffer.concat([Buffer.from("Received: from relay2\r\n"), mail("relay")]);
    expect((await post(raw(relayed))).body).toEqual({ id: first.body.id, state: "duplicate" });
  });

  it("stores the same Message-ID with another body as a mail of its own", async () => {
    const first = await post(raw(mail("twin", "一つ目")));
    const second = await post(raw(mail("twin", "二つ目")));
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it("makes one mail of ten that come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(raw(mail("storm")))));
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  it("takes 10 MiB whole and refuses 11 MiB", async () => {
    const taken = await post(raw(ofSize("big", 10 * mebibyte)));
    expect(taken.status).toBe(202);
    const [stored] = await city.db
      .select({ size: mails.raw })
      .from(mails)
      .where((await import("drizzle-orm")).eq(mails.id, taken.body.id));
    expect(stored!.size!.length).toBeGreaterThan(10 * mebibyte);
    for (const size of [10 * mebibyte + 1, 11 * mebibyte]) {
      const refused = await post(raw(ofSize("bigger", size)));
      expect(refused).toMatchObject({ status: 413, body: { error: "too_large" } });
    }
  });

  it.each<[string, unknown]>([
    ["no JSON", "raw=abc"],
    ["no raw", {}],
    ["a raw that is no Base64", { raw: "ねこ" }],
    ["an empty raw", { raw: "" }],
    ["a raw that is no text", { raw: 5 }],
    ["an array", []],
    ["null", null],
  ])("refuses %s with 400 and words, and stores nothing", async (_, body) => {
    const before = await city.db.$count(mails);
    const refused = await post(body);
    expect(refused).toMatchObject({ status: 400, body: { error: "bad_request", message: expect.any(String) } });
    expect(await city.db.$count(mails)).toBe(before);
  });

  it.each(["", "Bearer", "Bearer wrong", "Basic x"])("refuses the authorization %j", async (authorization) => {
    expect((await post(raw(mail("x")), authorization)).status).toBe(401);
  });

  it("keeps what the mail says only sealed", async () => {
    const { body } = await post(raw(mail("sealed", "秘密の本文")));
    const [row] = await city.db
      .select()
      .from(mails)
      .where((await import("drizzle-orm")).eq(mails.id, body.id));
    expect(row!.raw!.toString("utf8")).not.toContain("秘密");
  });
});

describe("GET /api/mail/{id}", () => {
  it("tells what became of a mail: without a rule it is kept, and nothing is sent", async () => {
    const { id } = (await post(raw(mail("nobody")))).body;
    expect((await look(id)).body).toEqual({ id, state: "received" });
    await handleMail(city.db, id);
    expect((await look(id)).body).toMatchObject({ id, state: "unmatched", reason: expect.any(String) });
  });

  it("shows a mail without From, and one nobody can read, with a state and a reason", async () => {
    const anonymous = (await post(raw(Buffer.from("Subject: hi\r\n\r\nbody")))).body.id;
    const garbled = (
      await post(
        raw(
          Buffer.concat([
            Buffer.from("From: a@b.jp\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\n"),
            Buffer.from([0xff, 0xfe, 0xfd, 0x81, 0xff, 0x00, 0x9f]),
          ]),
        ),
      )
    ).body.id;
    for (const id of [anonymous, garbled]) await handleMail(city.db, id);
    expect((await look(anonymous)).body.state).toBe("unmatched");
    expect((await look(garbled)).body).toMatchObject({ state: "unreadable", reason: expect.any(String) });
  });

  it("asks for the token, and finds only mails there are", async () => {
    expect((await look("00000000-0000-4000-8000-000000000000", "")).status).toBe(401);
    for (const id of ["nonsense", "00000000-0000-4000-8000-000000000000"]) expect((await look(id)).status).toBe(404);
  });
});
