import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Binaries, binariesIn, nativeFolder } from "./binaries.ts";

type User = { uid?: number; gid?: number };

/** Where PostgreSQL's programs and data are, and as whom it runs; `user` is empty when that is ourselves. */
export type Home = { dataDir: string; binaries: Binaries; user: User };

/**
 * PostgreSQL refuses to run as root, so root runs it as somebody else. Where those cannot reach the checkout,
 * programs and data live in a folder outside that they can reach, and `dataDir` is a link to it.
 */
export async function findHome(dataDir: string): Promise<Home> {
  const native = await nativeFolder();
  mkdirSync(dirname(dataDir), { recursive: true });
  const binaries = binariesIn(native);
  if (process.getuid?.() !== 0) return { dataDir, binaries, user: {} };
  const user = ownerOf(dataDir) ?? otherUser();
  if (isRunnable(binaries, user) && isReachable(dirname(dataDir), user) && !isLink(dataDir))
    return { dataDir, binaries, user };
  const base = outsideFolder(dataDir, user);
  return { dataDir: linkTo(base, dataDir), binaries: binariesIn(copyNative(native, base)), user };
}

/** Whoever made the data must go on running it. */
function ownerOf(dataDir: string): Required<User> | undefined {
  if (!existsSync(dataDir)) return undefined;
  const { uid, gid } = statSync(dataDir);
  return uid === 0 ? undefined : { uid, gid };
}

function otherUser(): Required<User> {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0)
    .sort((a, b) => Number(b.name === "nobody") - Number(a.name === "nobody"));
  const usable = users.find(({ uid, gid }) => spawnSync("/bin/sh", ["-c", ":"], { uid, gid }).status === 0);
  if (usable) return { uid: usable.uid, gid: usable.gid };
  throw new Error(
    "PostgreSQLはrootでは動きません。一般の利用者で起動するか、DATABASE_URL に外のPostgreSQLを指定してください。",
  );
}

function isReachable(path: string, { uid }: User): boolean {
  const { mode, uid: owner } = statSync(path);
  const enterable = (mode & 0o001) > 0 || owner === uid;
  return enterable && (dirname(path) === path || isReachable(dirname(path), { uid }));
}

/** npm installs with the umask of whoever calls it, so the programs may be locked although their folder is not. */
function isRunnable({ postgres }: Binaries, user: User): boolean {
  return (statSync(postgres).mode & 0o005) === 0o005 && isReachable(postgres, user);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function outsideFolder(dataDir: string, user: User): string {
  if (isLink(dataDir) && existsSync(dataDir)) return dirname(realpathSync(dataDir));
  const name = `kairan-${createHash("sha256").update(dirname(dataDir)).digest("hex").slice(0, 12)}`;
  for (const base of ["/var/lib", tmpdir()]) {
    try {
      const folder = join(base, name);
      mkdirSync(folder, { recursive: true });
      if (statSync(folder).uid !== 0) continue;
      chmodSync(folder, 0o711);
      if (isReachable(folder, user)) return folder;
    } catch {}
  }
  throw new Error("PostgreSQLのデータを置くフォルダーがありません（/var/lib に書けません）。");
}

function linkTo(base: string, dataDir: string): string {
  const target = join(base, basename(dataDir));
  if (isLink(dataDir) && !existsSync(dataDir)) rmSync(dataDir);
  if (existsSync(dataDir) && !isLink(dataDir)) {
    cpSync(dataDir, target, { recursive: true, preserveTimestamps: true });
    spawnSync("chown", ["-R", `--reference=${dataDir}`, target]);
    renameSync(dataDir, `${dataDir}.moved`);
  }
  try {
    if (!isLink(dataDir)) symlinkSync(target, dataDir);
  } catch (error) {
    if (!isLink(dataDir)) throw error;
  }
  return target;
}

/** Copied under another name first: a copy that was cut short must not be taken for a whole one. */
function copyNative(native: string, base: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as { version: string };
  const target = join(base, `native-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  spawnSync("chmod", ["-R", "a+rX", half]);
  chownSync(half, 0, 0);
  try {
    renameSync(half, target);
  } catch (error) {
    // Another process that began at the same moment was first.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
