import { currentActor, type Staff } from "#app/session.ts";
import { Conflict, Forbidden, Invalid, type Issue, NotFound } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

/** What an action tells the page: the result, or in words what happened and what to do. */
export type Answer<T> = { ok: true; value: T } | { ok: false; message: string; issues: Issue[] };

/**
 * Runs a server action for whoever is signed in, and turns what a verb throws into words. An ended session is told
 * rather than redirected, so that nothing typed is lost.
 */
export async function attempt<T>(act: (actor: Staff) => Promise<T>): Promise<Answer<T>> {
  return attemptByAnybody(async () => {
    const actor = await currentActor();
    if (!actor)
      throw new Forbidden("サインインの期限が切れました。別のタブでサインインしてから、もう一度お試しください。");
    return act(actor);
  });
}

/** The same for the few actions that come before signing in. */
export async function attemptByAnybody<T>(act: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (error instanceof Invalid) return refusal("入力内容を確認してください。", error.issues);
    if (error instanceof Forbidden || error instanceof Conflict || error instanceof NotFound)
      return refusal(error.message);
    log.error({ err: error }, "action failed");
    return refusal("処理できませんでした。入力した内容は残っています。少し待ってから、もう一度お試しください。");
  }
}

function refusal(message: string, issues: Issue[] = []): Answer<never> {
  return { ok: false, message, issues };
}
