import { expect, it } from "vitest";
import { deviceOf } from "./device.ts";

const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

it.each([
  [`${windows} Safari/537.36`, "Windows の Chrome"],
  [`${windows} Safari/537.36 Edg/142.0.0.0`, "Windows の Edge"],
  [`${iphone} Version/18.6 Mobile/15E148 Safari/604.1`, "iPhone の Safari"],
  [`${iphone} CriOS/142.0.0.0 Mobile/15E148 Safari/604.1`, "iPhone の Chrome"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Mac の Firefox"],
  [
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
    "Android の Chrome",
  ],
  ["Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "Chromebook の Chrome"],
  ["curl/8.5.0", "不明な機器"],
  [undefined, "不明な機器"],
  ["<script>alert(1)</script> Windows", "Windows"],
])("says %s in words: %s", (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});
