import { optionsFromEnv } from "./options.ts";
import { startSandbox } from "./server.ts";

const sandbox = await startSandbox(optionsFromEnv(process.env));
console.log(JSON.stringify({ sandbox: sandbox.url }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => sandbox.close().then(() => process.exit(0)));
}
