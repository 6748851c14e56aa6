import { readFileSync, writeFileSync } from "node:fs";

type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Packages = Record<string, Entry>;

/**
 * Run after `npm install` where the registry holds only this platform's packages: npm then leaves the other
 * platforms' out of the lock file and refuses it at the next `npm ci`. This names them; npm installs only its own.
 */
export function mendLockfile(packages: Packages): Packages {
  const added: Packages = {};
  for (const [place, entry] of Object.entries(packages))
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {}))
      if (!isPresent(packages, place, name)) added[`node_modules/${name}`] = entryFor(name, version, entry.dev);
  return Object.fromEntries(Object.entries({ ...packages, ...added }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isPresent(packages: Packages, place: string, name: string): boolean {
  return `${place}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
}

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** These packages carry their platform in their name. */
function entryFor(name: string, version: string, dev?: boolean): Entry {
  const words = name.split(/[-/]/);
  const named = (list: string[]) => list.filter((word) => words.includes(word));
  const [os, cpu] = [named(systems), named(processors)];
  if (cpu.length === 0) throw new Error(`${name}: the name tells no platform; install it where the registry has it`);
  return {
    version: version.replace(/^[~^]/, ""),
    ...(dev ? { dev } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
    cpu,
    ...(words.some((word) => word.startsWith("musl")) ? { libc: ["musl"] } : {}),
  };
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  lock.packages = mendLockfile(lock.packages);
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
}
