import type { City } from "#test/city.ts";

/** As much of a browser as an attack needs: it keeps cookies, follows nothing, and says where it comes from only when told. */
export type Browser = {
  ask: (path: string, init?: RequestInit) => Promise<Response>;
  cookies: Map<string, string>;
};

export function openBrowser(city: City): Browser {
  const cookies = new Map<string, string>();
  return { cookies, ask };

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0 && !headers.has("cookie"))
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(`${city.url}${path}`, { redirect: "manual", ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  }
}

/** Signs in as the page does. */
export async function signIn(city: City, browser: Browser, origin = city.url): Promise<Response> {
  return browser.ask("/api/auth/callback/credentials", await signInForm(city, browser, { origin }));
}

export async function signInForm(city: City, browser: Browser, headers: Record<string, string>): Promise<RequestInit> {
  const { csrfToken } = (await (await browser.ask("/api/auth/csrf")).json()) as { csrfToken: string };
  return { method: "POST", headers, body: new URLSearchParams({ ...city.staff, csrfToken, json: "true" }) };
}
