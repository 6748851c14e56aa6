import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { findChromium } from "#scripts/test/chromium.ts";
import { startCity } from "#test/city.ts";
import { startTestServer } from "#test/database.ts";

/**
 * `node bench/first-load.ts [--times 7]`, after `npm run build`: when a resident who opens the form for the first time, on a
 * slow phone, can read it and use it. 1.6 Mbit/s, 150 ms to the server and back, a quarter of this machine's speed.
 */
const { values } = parseArgs({ options: { times: { type: "string", default: "7" } } });
const stopServer = await startTestServer();
const city = await startCity();
const { userId } = await city.control.addResident({ displayName: "初めての人", friend: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
const loads: Load[] = [];
for (let turn = 0; turn < Number(values.times); turn++) loads.push(await load(browser));
await browser.close();
await city.stop();
await stopServer();
for (const what of ["text", "questions", "usable", "scriptKb"] as const) {
  const all = loads.map((one) => Math.round(one[what])).sort((a, b) => a - b);
  console.log(`${what.padEnd(9)} median ${all[all.length >> 1]}, all ${all.join(" ")}`);
}
process.exit(0);

/** Milliseconds from the tap, and the compressed JavaScript in KB. */
type Load = { text: number; questions: number; usable: number; scriptKb: number };

async function load(browser: Browser): Promise<Load> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "ja-JP" });
  const devtools = await page.context().newCDPSession(page);
  const bytesPerSecond = 1_600_000 / 8;
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency: 150, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const scripts: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") scripts.push(request.sizes().then((size) => size.responseBodySize));
  });
  const begun = performance.now();
  const passed = () => performance.now() - begun;
  await page.goto(`${city.url}/liff/preferences#resident=${userId}`, { waitUntil: "commit" });
  await page.getByRole("heading", { name: "受信設定" }).waitFor();
  const text = passed();
  await page.getByRole("radio").first().waitFor({ state: "attached" });
  const questions = passed();
  await page.getByRole("button", { name: "保存する" }).click({ trial: true });
  const usable = passed();
  const sizes = await Promise.all(scripts);
  await page.close();
  return { text, questions, usable, scriptKb: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
}
