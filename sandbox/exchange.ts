import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { ErrorBody } from "./messages/check.ts";

/** A request as the routes see it. */
export type LineRequest = {
  requestId: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  params: Record<string, string>;
  body: Buffer;
};

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

export function ok(body: unknown = {}, status = 200): Answer {
  return { status, body };
}

export function lineError(status: number, error: string | ErrorBody, headers?: Record<string, string>): Answer {
  return { status, body: typeof error === "string" ? { message: error } : error, headers };
}

/** The whole body, or nothing when it is larger than `limit` bytes; rejects when the client goes away meanwhile. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(undefined); // the rest is read and dropped, so that the client hears the answer
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

export function writeAnswer(response: ServerResponse, answer: Answer) {
  if (response.destroyed || response.writableEnded) return;
  const empty = answer.body === undefined;
  const payload = empty ? "" : JSON.stringify(answer.body);
  const type = empty ? {} : { "content-type": "application/json" };
  response.writeHead(answer.status, { ...type, ...answer.headers, "content-length": Buffer.byteLength(payload) });
  response.end(payload);
}

export type Parsed<T> = { value: T } | { refused: Answer };

/** The JSON body, or LINE's refusal of it: 415 for another content type, 400 with the place for broken JSON. */
export function parseJson(request: LineRequest): Parsed<unknown> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    return { refused: lineError(415, `The content type, ${type || "null"}, is not supported`) };
  try {
    return { value: JSON.parse(request.body.toString("utf8")) };
  } catch (error) {
    return { refused: lineError(400, `The request body could not be parsed as JSON ${place(error)}`) };
  }
}

function place(error: unknown) {
  const [, line = "-", column = "-"] = /line (\d+) column (\d+)/.exec(String(error)) ?? [];
  return `(line: ${line}, column: ${column})`;
}
