import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "#db/schema/mails.ts";
import { parseAllowed } from "#lib/addresses/allowed.ts";
import { handleMail } from "#lib/mail/handle.ts";
import { receiveMail } from "#lib/mail/receive.ts";
import { applyProfile } from "#lib/profile/apply.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { startMailGateway } from "./server.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** DNS, played: the police may send from this machine, nobody may for the others. */
const zone: Record<string, string> = {
  "police.example": "v=spf1 ip4:127.0.0.1 -all",
  "_dmarc.police.example": "v=DMARC1; p=reject",
  "k._domainkey.police.example": `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`,
  "bears.example": "v=spf1 -all",
  "_dmarc.bears.example": "v=DMARC1; p=reject",
  "k._domainkey.bears.example": `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`,
};

async function resolver(name: string, type: string): Promise<string[][]> {
  const text = type === "TXT" ? zone[name] : undefined;
  if (text === undefined) throw Object.assign(new Error("none"), { code: "ENODATA" });
  return [[text]];
}

let database: TestDatabase;
let port: number;
const closing: (() => unknown)[] = [];

const pass = (field: string) => ({ field, equals: "pass" });
const from = (domain: string) => ({ field: "from", contains: domain });
const everyone = { kind: "everyone" };
const rules = [
  { key: "police", name: "防犯", when: { all: [from("police.example"), pass("dmarc")] }, audience: everyone },
  { key: "bears", name: "クマ", when: { all: [from("bears.example"), pass("dkim")] }, audience: everyone },
  { key: "subway", name: "地下鉄", when: { all: [from("subway.example"), pass("spf")] }, audience: everyone },
];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database.client;
  const profile = { version: 1, city: { name: "仙台市" }, questions: [], mail: { rules } };
  await applyProfile(db, { kind: "system", task: "test" }, profile);
  const api = createServer((request, response) => {
    void json(request)
      .then((input) => receiveMail(db, input))
      .then((received) => response.writeHead(202).end(JSON.stringify(received)));
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  const door = { api: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, token: "t" };
  const peers = parseAllowed("127.0.0.1")!;
  const relays = parseAllowed("192.0.2.255")!;
  const proof = { resolver };
  const gateway = await startMailGateway({ host: "127.0.0.1", port: 0, door, peers, relays, recipients: [], proof });
  port = gateway.port;
  closing.push(gateway.stop, () => api.close(), database.drop);
});
afterAll(async () => {
  for (const close of closing) await close();
});

type Sent = { domain: string; envelope?: string; signedBy?: string };

/** By SMTP, read and decided on; gives back what became of it. */
async function send({ domain, envelope = domain, signedBy }: Sent) {
  const dkim = signedBy ? { domainName: signedBy, keySelector: "k", privateKey } : undefined;
  const { response } = await createTransport({ host: "127.0.0.1", port, ignoreTLS: true, dkim }).sendMail({
    envelope: { from: `bounce@${envelope}`, to: "line@city.example" },
    from: `alert@${domain}`,
    to: "line@city.example",
    subject: "お知らせ",
    text: randomUUID(),
  });
  const id = /Stored as (\S+)/.exec(response)![1]!;
  await handleMail(database.client.db, id);
  const [mail] = await database.client.db.select().from(mails).where(eq(mails.id, id));
  return mail!;
}

describe("rules that ask for proof, from the sender's SMTP to the decision", () => {
  it("take what is proven by DMARC, and tell of who only claims to be the sender", async () => {
    const genuine = await send({ domain: "police.example" });
    expect(genuine).toMatchObject({ state: "forwarded", auth: { spf: "pass", dkim: "none", dmarc: "pass" } });
    const relayed = await send({ domain: "police.example", envelope: "list.example", signedBy: "police.example" });
    expect(relayed).toMatchObject({ state: "forwarded", auth: { spf: "none", dkim: "pass", dmarc: "pass" } });
    const forged = await send({ domain: "police.example", envelope: "subway.example", signedBy: "bears.example" });
    expect(forged).toMatchObject({ state: "unmatched", auth: { spf: "none", dkim: "fail", dmarc: "fail" } });
    expect(forged.reason).toContain("なりすまし");
  });

  it("take what the author's domain signed, whoever brought it, and nobody else's signature", async () => {
    expect(await send({ domain: "bears.example", signedBy: "bears.example" })).toMatchObject({
      state: "forwarded",
      auth: { spf: "fail", dkim: "pass", dmarc: "pass" },
    });
    expect(await send({ domain: "bears.example", signedBy: "police.example" })).toMatchObject({ state: "unmatched" });
    expect(await send({ domain: "bears.example" })).toMatchObject({ state: "unmatched", auth: { dkim: "none" } });
  });

  it("take by SPF what an entitled host brought", async () => {
    expect(await send({ domain: "subway.example" })).toMatchObject({ state: "unmatched", auth: { spf: "none" } });
    zone["subway.example"] = "v=spf1 ip4:127.0.0.0/8 -all";
    expect(await send({ domain: "subway.example" })).toMatchObject({ state: "forwarded", auth: { spf: "pass" } });
  });
});
