import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { json } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parseAllowed } from "#lib/addresses/allowed.ts";
import { type GatewayOptions, startMailGateway } from "./server.ts";

type Posted = { authorization: string | undefined; raw: Buffer; envelope: { from: string; to: string[] } };

/** The mail API, played: what it got, and what it shall answer. */
const posted: Posted[] = [];
let answer: { status: number; body: unknown } | "hang up";
const api = createServer((request, response) => {
  void remember(request).then(() => {
    if (answer === "hang up") return request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
});

async function remember(request: IncomingMessage): Promise<void> {
  const { raw, envelope } = (await json(request)) as { raw: string; envelope: Posted["envelope"] };
  posted.push({ authorization: request.headers.authorization, raw: Buffer.from(raw, "base64"), envelope });
}

const gateways: { stop: () => Promise<void> }[] = [];
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterAll(() => void api.close());
afterEach(async () => {
  posted.length = 0;
  await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
});

/** Without files smtp-server shows a certificate that it brings along. */
const itsOwn = {} as GatewayOptions["tls"];
const none = parseAllowed("192.0.2.255")!;

async function start(change: Partial<GatewayOptions> = {}): Promise<number> {
  answer = { status: 202, body: { id: "m-1", state: "received" } };
  const door = { api: url, token: "secret" };
  const all = {
    host: "127.0.0.1",
    port: 0,
    door,
    peers: parseAllowed("127.0.0.1")!,
    recipients: [],
    relays: none,
    proof: null,
    ...change,
  };
  const gateway = await startMailGateway(all);
  gateways.push(gateway);
  return gateway.port;
}

const envelope = { from: "bounce@police.example", to: ["line@city.example"] };
const raw = Buffer.concat([
  Buffer.from("From: a@police.example\r\nSubject: x\r\nContent-Type: text/plain; charset=Shift_JIS\r\n\r\n"),
  Buffer.from([0x83, 0x4e, 0x83, 0x7d, 0x0d, 0x0a]),
  Buffer.from(".a line that begins with a dot\r\n"),
]);

function send(port: number, to: Partial<typeof envelope> = {}, mail: Buffer = raw) {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  return transport.sendMail({ envelope: { ...envelope, ...to }, raw: mail });
}

describe("the mail gateway", () => {
  it("hands in the very bytes with their envelope, and says 250 with the id", async () => {
    const { response } = await send(await start());
    expect(response).toBe("250 2.0.0 Stored as m-1");
    expect(posted).toEqual([{ authorization: "Bearer secret", raw, envelope }]);
  });

  it("passes on the empty sender of a bounce", async () => {
    await send(await start(), { from: "" });
    expect(posted[0]!.envelope.from).toBe("");
  });

  it("takes a mail that was stored before for delivered", async () => {
    const port = await start();
    answer = { status: 200, body: { id: "m-1", state: "duplicate" } };
    expect((await send(port)).response).toContain("250");
  });

  it.each<[string, typeof answer]>([
    ["is down", { status: 503, body: { error: "unavailable" } }],
    ["breaks off", "hang up"],
    ["does not know our token", { status: 401, body: { error: "unauthorized" } }],
    ["says yes without an id", { status: 202, body: {} }],
    ["points elsewhere", { status: 302, body: {} }],
  ])("leaves the mail with its sender when the API %s", async (_, reply) => {
    const port = await start();
    answer = reply;
    await expect(send(port)).rejects.toMatchObject({ responseCode: 451 });
    answer = { status: 202, body: { id: "m-1" } };
    expect((await send(port)).response).toContain("250");
  });

  it("leaves the mail with its sender when there is no API at all", async () => {
    const port = await start({ door: { api: "http://127.0.0.1:1", token: "secret" } });
    await expect(send(port)).rejects.toMatchObject({ responseCode: 451 });
  });

  it("refuses from the start what is announced as too large", async () => {
    const said = await dialogue(await start(), "EHLO x", "MAIL FROM:<a@b.example> SIZE=10485761");
    expect(said.at(-1)).toMatch(/^552 /);
    expect(said[1]).toMatch(/^250[ -]SIZE 10485760$/m);
    expect((await dialogue(await start(), "EHLO x", "MAIL FROM:<a@b.example> SIZE=10485760")).at(-1)).toMatch(/^250 /);
  });

  it("is no relay to log in to, and takes bad manners without falling over", async () => {
    const port = await start();
    const said = await dialogue(
      port,
      "EHLO x",
      "AUTH PLAIN AGEAYg==",
      "RCPT TO:<a@b.example>",
      "DATA",
      "\u0000\u00ff".repeat(400),
      "NOOP",
    );
    expect(said.slice(2).map((line) => line.slice(0, 3))).toEqual(["500", "503", "503", "500", "250"]);
    expect((await send(port)).response).toContain("250");
  });

  it("refuses strangers, other recipients, too many of them and what is too large", async () => {
    await expect(send(await start({ peers: parseAllowed("192.0.2.0/24")! }))).rejects.toMatchObject({
      responseCode: 554,
    });
    const port = await start({ recipients: ["line@city.example"] });
    await expect(send(port, { to: ["else@city.example"] })).rejects.toMatchObject({ responseCode: 550 });
    expect((await send(port, { to: ["LINE@City.example"] })).accepted).toHaveLength(1);
    const many = Array.from({ length: 25 }, (_, at) => `r${at}@city.example`);
    expect((await send(await start(), { to: many })).rejected).toHaveLength(5);
    const large = Buffer.alloc(11 * 1024 * 1024, "a\r\n");
    await expect(send(await start(), {}, large)).rejects.toMatchObject({ responseCode: 552 });
    expect(posted).toHaveLength(2);
  });

  it("takes mail over STARTTLS when it has a certificate, and offers none without", async () => {
    const encrypted = await start({ tls: itsOwn });
    const transport = createTransport({
      host: "127.0.0.1",
      port: encrypted,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
    });
    expect((await transport.sendMail({ envelope, raw })).response).toContain("250");
    expect(posted[0]).toMatchObject({ raw, envelope });
    const plain = createTransport({ host: "127.0.0.1", port: await start(), requireTLS: true });
    await expect(plain.sendMail({ envelope, raw })).rejects.toMatchObject({ command: "STARTTLS" });
  });

  it("stores nothing when the sender breaks off within the mail", async () => {
    const port = await start();
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (data) => {
      heard += data;
    });
    await vi.waitFor(() => expect(heard).toMatch(/^220 /m));
    socket.write("EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<line@city.example>\r\nDATA\r\n");
    await vi.waitFor(() => expect(heard).toMatch(/^354 /m));
    socket.end("Subject: half\r\n\r\nhalf a te");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(posted).toEqual([]);
  });
});

/** Says each line once the one before is answered; gives back the banner and the answers. */
async function dialogue(port: number, ...lines: string[]): Promise<string[]> {
  const socket = connect(port, "127.0.0.1");
  const said: string[] = [];
  let heard = "";
  socket.on("data", (data) => {
    heard += data;
  });
  for (const line of [undefined, ...lines]) {
    if (line !== undefined) socket.write(`${line}\r\n`);
    await vi.waitFor(() => expect(heard).toMatch(/^\d{3} .*\r\n$/m));
    said.push(heard.trimEnd().replaceAll("\r\n", "\n"));
    heard = "";
  }
  socket.destroy();
  return said;
}
