import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { noteActor } from "#lib/addresses/asked-by.ts";
import { log } from "#lib/log.ts";
import { withAccessLog, withoutTokens } from "./access-log.ts";

afterEach(() => vi.restoreAllMocks());

it("writes one line for a request: what was asked, by whom, from where, and what came of it; never the query", async () => {
  const line = vi.spyOn(log, "info").mockImplementation(() => {});
  const server = createServer((request, response) =>
    withAccessLog(request, response, "192.0.2.1", async () => {
      await Promise.resolve();
      noteActor({ kind: "follower", lineUserId: "U1" });
      response.writeHead(202).end("はい");
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/api/liff/preferences?name=佐藤`, { method: "PUT" })).text();
  await (await fetch(`http://127.0.0.1:${port}/api/health`)).text();
  await vi.waitFor(() => expect(line).toHaveBeenCalledTimes(1));
  await new Promise((resolve) => server.close(resolve));
  const [said] = line.mock.calls[0]!;
  expect(said).toMatchObject({
    method: "PUT",
    path: "/api/liff/preferences",
    status: 202,
    peer: "192.0.2.1",
    actor: "follower",
  });
  expect(said).toMatchObject({ ms: expect.any(Number), bytes: expect.any(Number) });
  expect(JSON.stringify(said)).not.toMatch(/U1|佐藤|name=/);
});

it.each([
  [
    "/admin/broadcasts/0191d0ff-0000-7000-8000-000000000001/confirm",
    "/admin/broadcasts/0191d0ff-0000-7000-8000-000000000001/confirm",
  ],
  ["/admin/invitation/pGx0S9lqJ2o3kd93kfPaQw", "/admin/invitation/…"],
  ["/r/a1b2", "/r/…"],
  ["/admin/segments/aoba-crime", "/admin/segments/aoba-crime"],
])("%s is written as %s", (path, written) => {
  expect(withoutTokens(path)).toBe(written);
});
