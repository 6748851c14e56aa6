import { getEnv } from "../env.ts";
import { type Asked, ask } from "./http.ts";

/**
 * LINE's Messaging API as we use it. Every call has a timeout and never throws for what LINE or the network does:
 * the answer is data. `status` 0 means no answer came.
 */
export type LineAnswer = {
  status: number;
  requestId: string | null;
  /** On 409: the id of the request LINE had accepted under this retry key. */
  acceptedRequestId: string | null;
  retryAfterSeconds: number | null;
  body: LineBody;
};

export type LineBody = {
  message?: string;
  details?: { message?: string; property?: string }[];
  [name: string]: unknown;
};

export type LineClient = {
  post: (path: string, body: string, retryKey?: string) => Promise<LineAnswer>;
  get: (path: string) => Promise<LineAnswer>;
};

/** Talks to the configured LINE, with the long-lived token or stateless ones (15 minutes, renewed by itself). */
export function createLineClient(): LineClient {
  const tokens = getEnv().line.accessToken ? longLivedToken : statelessTokens();
  const call = async (path: string, asked: Asked) => {
    const headers = { ...asked.headers, authorization: `Bearer ${await tokens.current()}` };
    const answer = await request(`${getEnv().line.apiUrl}${path}`, { ...asked, headers });
    if (answer.status === 401) tokens.forget();
    return answer;
  };
  return {
    get: (path) => call(path, { method: "GET", headers: {} }).catch(noAnswer),
    post: (path, body, retryKey) => call(path, { method: "POST", body, headers: headersFor(retryKey) }).catch(noAnswer),
  };
}

function headersFor(retryKey: string | undefined): Record<string, string> {
  const json = { "content-type": "application/json" };
  return retryKey ? { ...json, "x-line-retry-key": retryKey } : json;
}

async function request(url: string, asked: Asked): Promise<LineAnswer> {
  const { status, header, text } = await ask(url, asked);
  const retryAfter = Number(header("retry-after"));
  return {
    status,
    requestId: header("x-line-request-id"),
    acceptedRequestId: header("x-line-accepted-request-id"),
    retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
    body: readBody(text),
  };
}

function readBody(text: string): LineBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as LineBody) : {};
  } catch {
    return {};
  }
}

function noAnswer(error: unknown): LineAnswer {
  if (error instanceof NoToken) return error.answer;
  const cause = error instanceof Error ? error.message : String(error);
  return { status: 0, requestId: null, acceptedRequestId: null, retryAfterSeconds: null, body: { message: cause } };
}

/** LINE gave no token: when it says that id or secret are wrong, that is as final as a 401 of the call itself. */
class NoToken extends Error {
  readonly answer: LineAnswer;
  constructor(answer: LineAnswer) {
    super(`LINE issued no channel access token (${answer.status})`);
    const final = answer.status >= 400 && answer.status < 429;
    this.answer = { ...answer, status: final ? 401 : answer.status };
  }
}

const renewBeforeMs = 60_000;

type Tokens = { current: () => Promise<string>; forget: () => void };

const longLivedToken: Tokens = { current: async () => getEnv().line.accessToken!, forget: () => {} };

function statelessTokens(): Tokens {
  let current: { token: string; until: number } | undefined;
  let pending: Promise<string> | undefined;
  return {
    current: async () => {
      if (current && Date.now() < current.until - renewBeforeMs) return current.token;
      pending ??= issue().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    forget: () => {
      current = undefined;
    },
  };

  async function issue(): Promise<string> {
    const { channelId, channelSecret, apiUrl } = getEnv().line;
    const form = { grant_type: "client_credentials", client_id: channelId!, client_secret: channelSecret };
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams(form).toString();
    const answer = await request(`${apiUrl}/oauth2/v3/token`, { method: "POST", headers, body });
    if (answer.status !== 200) throw new NoToken(answer);
    current = { token: String(answer.body.access_token), until: Date.now() + Number(answer.body.expires_in) * 1000 };
    return current.token;
  }
}
