/** The browser's side of signing in and out. Relative addresses only, so that any host and port will do. */

export type Knocked = "in" | "wrong" | "throttled" | "failed";

export async function knock(email: string, password: string): Promise<Knocked> {
  const answer = await post("/api/auth/callback/credentials", { email, password });
  if (answer?.ok) return "in";
  if (answer?.status !== 401) return "failed";
  const { url } = (await answer.json()) as { url: string };
  const error = new URL(url).searchParams.get("error");
  return error === "throttled" || error === "failed" ? error : "wrong";
}

/** Where to go for the city's own sign-in; null when it cannot be reached. */
export async function cityDoor(next: string): Promise<string | null> {
  const answer = await post("/api/auth/signin/oidc", { callbackUrl: next });
  return answer?.ok ? ((await answer.json()) as { url: string }).url : null;
}

export async function leave(): Promise<boolean> {
  const answer = await post("/api/auth/signout", {});
  return answer?.ok ?? false;
}

async function post(path: string, fields: Record<string, string>): Promise<Response | null> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    return await fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
  } catch {
    return null;
  }
}
