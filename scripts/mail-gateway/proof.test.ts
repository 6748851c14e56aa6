import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth";
import { describe, expect, it } from "vitest";
import { parseAllowed } from "#lib/addresses/allowed.ts";
import { clientOf } from "./client.ts";
import { proofOf } from "./proof.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const zone: Record<string, string> = {
  "police.example": "v=spf1 ip4:192.0.2.10 -all",
  "_dmarc.police.example": "v=DMARC1; p=reject",
  "k._domainkey.police.example": `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`,
  "k._domainkey.forger.example": `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`,
  "forger.example": "v=spf1 +all",
};

async function resolver(name: string, type: string): Promise<string[][]> {
  const text = type === "TXT" ? zone[name] : undefined;
  if (text === undefined) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
  return [[text]];
}

const police = { ip: "192.0.2.10", helo: "mx.police.example" };
const stranger = { ip: "198.51.100.7", helo: "mx.forger.example" };
const mail = (from = "a@police.example") =>
  `From: <${from}>\r\nSubject: fire\r\nMessage-ID: <1@police.example>\r\n\r\nAoba\r\n`;

async function signed(raw: string, signingDomain = "police.example", more: object = {}): Promise<Buffer> {
  const by = { signingDomain, selector: "k", privateKey, ...more };
  const { signatures } = await dkimSign(raw, { ...by, signatureData: [by] });
  return Buffer.from(signatures + raw);
}

const check = (raw: Buffer | string, client: typeof police | null, sender = "b@police.example") =>
  proofOf(Buffer.from(raw), sender, client, { resolver });

describe("the proof of a mail's sender", () => {
  it("is whole when his own host brings his signed mail", async () => {
    expect(await check(await signed(mail()), police)).toEqual({ spf: "pass", dkim: "pass", dmarc: "pass" });
  });

  it("fails for who only uses his name", async () => {
    expect(await check(mail(), stranger)).toEqual({ spf: "fail", dkim: "none", dmarc: "fail" });
  });

  it("is not given by a forger's own records and signature", async () => {
    const forged = await signed(mail(), "forger.example");
    expect(await check(forged, stranger, "b@forger.example")).toEqual({ spf: "pass", dkim: "fail", dmarc: "fail" });
  });

  it.each([
    ["another body", async () => Buffer.from((await signed(mail())).toString().replace("Aoba", "Izumi"))],
    ["a second subject above", async () => Buffer.concat([Buffer.from("Subject: flood\r\n"), await signed(mail())])],
    [
      "a second author above",
      async () => Buffer.concat([Buffer.from("From: x@city.example\r\n"), await signed(mail())]),
    ],
    [
      "a text below what was signed",
      async () => Buffer.concat([await signed(mail(), undefined, { maxBodyLength: 6 }), Buffer.from("Flee!\r\n")]),
    ],
  ])("breaks with %s", async (_, make) => {
    expect(await check(await make(), stranger)).toEqual({ spf: "fail", dkim: "fail", dmarc: "fail" });
  });

  it("rests on the signature alone when nobody tells who brought the mail", async () => {
    expect(await check(await signed(mail()), null)).toEqual({ spf: undefined, dkim: "pass", dmarc: "pass" });
    expect(await check(mail(), null)).toEqual({ spf: undefined, dkim: "none", dmarc: undefined });
  });

  it("is none for a domain that says nothing", async () => {
    expect(await check(mail("a@silent.example"), stranger, "")).toMatchObject({ dkim: "none", dmarc: "none" });
  });

  it.each([
    ["fails", () => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }))],
    ["never answers", () => new Promise<string[]>(() => {})],
  ])("is a temperror while DNS %s", async (_, broken) => {
    const proof = await proofOf(await signed(mail()), "b@police.example", police, { resolver: broken, ms: 50 });
    expect(proof).toEqual({ spf: "temperror", dkim: "temperror", dmarc: "temperror" });
  });

  it("is not looked for in a mail of countless signatures or an endless head", async () => {
    const one = (await signed(mail())).toString().split("From:")[0]!;
    expect(await check(one.repeat(200) + mail(), police)).toMatchObject({ spf: "pass", dkim: "permerror" });
    const endless = `X: ${"x".repeat(70)}\r\n`.repeat(100_000);
    expect(await check(endless + mail(), police)).toMatchObject({ spf: "pass", dkim: "permerror" });
  });
});

describe("who brought the mail from outside", () => {
  const relays = parseAllowed("10.0.0.0/8,127.0.0.1")!;
  const behind = (...received: string[]) =>
    clientOf(
      { ip: "10.0.0.1", helo: "relay" },
      Buffer.from(`${received.map((line) => `Received: ${line}\r\n`).join("")}\r\n`),
      relays,
    );

  it("is the peer itself, unless it is our relay", () => {
    expect(clientOf(stranger, Buffer.from("Received: from x ([192.0.2.10]) by y\r\n\r\n"), relays)).toEqual(stranger);
  });

  it.each([
    "from mx.police.example (mx.police.example [192.0.2.10])\r\n\tby relay (Postfix) with ESMTP",
    "from mx.police.example (mx.police.example [192.0.2.10]) by relay (OpenSMTPD) with ESMTP",
    "from mx.police.example ([192.0.2.10] helo=x) by relay with esmtp (Exim 4.96)",
    "from mx.police.example (192.0.2.10) by relay with Microsoft SMTP Server",
  ])("is whom our relay had it from: %s", (received) => {
    expect(behind(received)).toEqual(police);
  });

  it("is found behind several of ours, and never in what a stranger wrote", () => {
    const inner = "from filter (localhost [127.0.0.1]) by relay";
    const outer = "from mx.forger.example (unknown [198.51.100.7]) by filter";
    expect(behind(inner, outer, "from mx.police.example ([192.0.2.10]) by forger")).toEqual(stranger);
    expect(behind(inner)).toBeNull();
    expect(behind("by relay (Postfix, from userid 0)", outer)).toBeNull();
    expect(behind()).toBeNull();
  });
});
