import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mendLockfile } from "./mend-lockfile.ts";

it("the lock file names every platform's packages, so that npm ci takes it", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(Object.keys(mendLockfile(packages)).filter((place) => !(place in packages))).toEqual([]);
});

it("names what is missing as an optional package of its platform", () => {
  const mended = mendLockfile({
    "node_modules/tool": { version: "1.0.0", optionalDependencies: { "@tool/linux-x64-musl": "1.0.0" } },
  });
  expect(mended["node_modules/@tool/linux-x64-musl"]).toEqual({
    version: "1.0.0",
    optional: true,
    os: ["linux"],
    cpu: ["x64"],
    libc: ["musl"],
  });
});
