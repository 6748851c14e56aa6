import { createServer } from "node:net";

/** A port of this machine that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return tryPort(0) as Promise<number>;
}

/** Whether a server could listen there, on every address as our web app does. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined && (await tryPort(port, "127.0.0.1")) !== undefined;
}

function tryPort(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(undefined));
    server.listen({ port, host }, () => {
      const { port: bound } = server.address() as { port: number };
      server.close(() => resolve(bound));
    });
  });
}
