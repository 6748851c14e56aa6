import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { mayReach } from "./address.ts";
import { postCall } from "./post.ts";

const letter = { raw: Buffer.from("{}"), signature: "s", contentType: "application/json" };
const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) server.close();
});

async function serve(hear: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    hear(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function post(url: string, privateHosts: string[] | null = []) {
  return postCall({ name: "AI", url, privateHosts }, letter, 300);
}

describe("what came of a post", () => {
  it("may have been heard by one that hangs, before or in its answer", async () => {
    expect(await post(await serve(() => {}))).toMatchObject({ kind: "unknown" });
    expect(await post(await serve((socket) => socket.resume()))).toMatchObject({ kind: "unknown" });
    const half = await serve((socket) => socket.once("data", () => socket.write("HTTP/1.1 20")));
    expect(await post(half)).toMatchObject({ kind: "unknown" });
  });

  it("may have been heard by one that breaks off, over a connection that served before too", async () => {
    let heard = 0;
    const url = await serve((socket) =>
      socket.on("data", () => {
        heard += 1;
        if (heard > 1) socket.resetAndDestroy();
        else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      }),
    );
    expect(await post(url)).toMatchObject({ kind: "status", status: 200 });
    expect(await post(url)).toMatchObject({ kind: "unknown", reason: "ECONNRESET" });
    expect([heard, sockets.size]).toEqual([2, 1]);
  });

  it("cannot have been heard where nobody listens", async () => {
    const url = await serve(() => {});
    await new Promise((resolve) => servers.pop()!.close(resolve));
    expect(await post(url)).toMatchObject({ kind: "unsent", reason: "ECONNREFUSED" });
    expect(await post("http://nowhere.invalid/")).toMatchObject({ kind: "unsent" });
    expect(await post("https://127.0.0.1:9/")).toMatchObject({ kind: "unsent" });
  });

  it("is a status, however long the rest of the answer takes", async () => {
    const endless = await serve((socket) =>
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\nx")),
    );
    expect(await post(endless)).toMatchObject({ kind: "status", status: 200 });
  });

  it("is nothing where a chatbot may not be", async () => {
    expect(await post("http://169.254.169.254/latest/")).toMatchObject({ kind: "forbidden" });
    expect(await post("http://[::ffff:169.254.169.254]/")).toMatchObject({ kind: "forbidden" });
    expect(await post((await serve(() => {})).replace("127.0.0.1", "localhost"))).toMatchObject({ kind: "unknown" });
  });
});

describe("an address inside our own network", () => {
  it.each([
    ["10.1.2.3", "chatbot.example.jp", [], false],
    ["10.1.2.3", "10.1.2.3", [], true],
    ["10.1.2.3", "chatbot.internal", ["chatbot.internal"], true],
    ["::1", "chatbot.example.jp", [], false],
    ["::ffff:10.1.2.3", "chatbot.example.jp", [], false],
    ["127.0.0.1", "localhost", [], true],
    ["169.254.169.254", "chatbot.internal", ["chatbot.internal"], false],
    ["169.254.169.254", "169.254.169.254", [], false],
    ["169.254.169.254", "chatbot.internal", null, true],
    ["203.0.113.7", "chatbot.example.jp", [], true],
    ["2001:db8::7", "chatbot.example.jp", [], true],
  ])("%s by the name %s, named %s: %s", (address, host, named, allowed) => {
    expect(mayReach(address, host, named)).toBe(allowed);
  });
});
