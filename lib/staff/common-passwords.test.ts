import { expect, it } from "vitest";
import { weaknessOf } from "./common-passwords.ts";

const own = ["hanako.mori@city.example.jp", "盛岡市", "森 花子"];

it.each([
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "123456789012",
  "password1234",
  "P@ssw0rd2026!",
  "Administrator1",
  "qwertyuiop12",
  "1qaz2wsx3edc",
  "zyxwvutsrqpo",
  "kairan-admin-2026",
  "パスワードパスワード12",
  "ｐａｓｓｗｏｒｄ２０２６",
  "仙台市役所広報課2026",
  "hanako.mori.2026",
  "盛岡の森花子2026!!",
  "sakura-haru-2026",
])("is found weak: %s", (password) => {
  expect(weaknessOf(password, own)).toMatch(/推測されやすい/);
});

it.each([
  "くもりのち晴れ、傘はいらない",
  "kettle umbrella tram",
  "correct horse battery",
  "password for the blue kettle",
  "q7Xr-93kd-Lw2v-Bz",
  "hanako likes trams",
])("is found good enough: %s", (password) => {
  expect(weaknessOf(password, own)).toBeNull();
});
