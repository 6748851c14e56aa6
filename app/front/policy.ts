/** What a page's browser may load and run. */
export type PolicyOptions = {
  path: string;
  /** Random for each answer; scripts that carry it run. */
  nonce: string;
  /** Hashes of the inline scripts of residents' pages that are made at build time and can carry no nonce. */
  hashes: string[];
  publicUrl: string;
  /** Where the sandbox is on, its phones show the residents' page in a frame. */
  sandbox: boolean;
  dev: boolean;
};

const residentsPages = /^\/liff(\/|$)/;

/** The Content-Security-Policy of one answer (docs/decisions/015-content-security-policy.md). */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const directives = residentsPages.test(options.path) ? forResidents(options) : forStaff(options);
  if (options.publicUrl.startsWith("https:")) directives["upgrade-insecure-requests"] = [];
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

type Directives = Record<string, string[]>;

const everywhere: Directives = {
  "default-src": ["'none'"],
  "base-uri": ["'none'"],
  "object-src": ["'none'"],
  "form-action": ["'self'"],
  "font-src": ["'self'"],
  "manifest-src": ["'self'"],
};

function forStaff({ nonce, dev, sandbox }: PolicyOptions): Directives {
  return {
    ...everywhere,
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(dev ? ["'unsafe-eval'"] : [])],
    "style-src-elem": ["'self'", dev ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    // Previews show pictures and videos from wherever a message has them.
    "img-src": ["'self'", "data:", "blob:", "https:"],
    "media-src": ["'self'", "blob:", "https:"],
    "connect-src": ["'self'", ...(dev ? ["ws:"] : [])],
    "frame-src": [sandbox ? "'self'" : "'none'"],
    "frame-ancestors": ["'none'"],
  };
}

/** LIFF's SDK is part of our own code; what it fetches by itself are its texts and, on old versions of LINE, one more script. */
function forResidents({ nonce, hashes, sandbox, dev }: PolicyOptions): Directives {
  return {
    ...everywhere,
    "script-src": [
      "'self'",
      ...(dev ? ["'unsafe-inline'", "'unsafe-eval'"] : [`'nonce-${nonce}'`, ...hashes]),
      "https://static.line-scdn.net/liff/edge/2/",
    ],
    "style-src-elem": ["'self'", dev ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "https:"],
    "connect-src": ["'self'", "https://api.line.me", "https://liffsdk.line-scdn.net", ...(dev ? ["ws:"] : [])],
    "frame-ancestors": [sandbox ? "'self'" : "'none'"],
  };
}
