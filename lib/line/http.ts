import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

/**
 * One request over a kept-alive connection. Node's own client rather than fetch: a third of the processor time per
 * request, which is what bounds how fast one machine can send.
 */
export type Asked = { method: "GET" | "POST"; headers: Record<string, string>; body?: string };

export type Heard = { status: number; header: (name: string) => string | null; text: string };

const timeoutMs = 10_000;
const kept = { keepAlive: true, maxSockets: 256, maxFreeSockets: 128, scheduling: "fifo" as const };
const plain = new HttpAgent(kept);
const secure = new HttpsAgent(kept);

/** Rejects when no whole answer came in time; a redirect is none, for what we send must not go elsewhere. */
export function ask(url: string, { method, headers, body = "" }: Asked): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const isSecure = url.startsWith("https:");
    const length = method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const options = { method, headers: { ...headers, ...length }, agent: isSecure ? secure : plain };
    const request = (isSecure ? requestHttps : requestHttp)(url, options, (response) => {
      hear(response).then(resolve, reject).finally(settled);
    });
    const timer = setTimeout(() => request.destroy(new Error("LINE did not answer in time")), timeoutMs);
    const settled = () => clearTimeout(timer);
    request.on("error", (error) => {
      settled();
      reject(error);
    });
    request.end(body);
  });
}

async function hear(response: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new Error(`LINE redirected (${status})`);
  const header = (name: string) => {
    const value = response.headers[name];
    return typeof value === "string" ? value : null;
  };
  return { status, header, text: Buffer.concat(chunks).toString("utf8") };
}
