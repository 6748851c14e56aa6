import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createControl } from "./control.ts";
import { startSandbox } from "./server.ts";

it("brings residents, talks and keys back after a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  const options = { stateFile: join(folder, "deep", "state.json") };
  const keys = async (url: string) => (await fetch(`${url}/oauth2/v2.1/certs`)).json();

  const first = await startSandbox(options);
  const { userId } = await createControl(first.url).addResident({ displayName: "花子" });
  await createControl(first.url).addResidents(3);
  await createControl(first.url).writeText(userId, "もしもし");
  const before = await keys(first.url);
  await first.close();

  const second = await startSandbox(options);
  expect(await createControl(second.url).residents()).toMatchObject({ bulk: 3, friends: 4 });
  expect((await createControl(second.url).talk(userId)).bubbles).toMatchObject([{ message: { text: "もしもし" } }]);
  expect(await keys(second.url)).toEqual(before);
  await second.close();
  await rm(folder, { recursive: true });
});
