import { expect, it, vi } from "vitest";
import { type Session, withSession } from "./session.ts";
import { Trouble } from "./trouble.ts";

const fresh: Session = { token: "fresh", renew: () => Promise.reject(new Error("not again")) };
const old: Session = { token: "old", renew: () => Promise.resolve(fresh) };

function onlyFresh(token: string) {
  return token === "fresh" ? Promise.resolve("saved") : Promise.reject(new Trouble("token_expired"));
}

it("renews a token that has run out and tries once more", async () => {
  const leaving = vi.fn();
  await expect(withSession(old, onlyFresh, leaving)).resolves.toEqual({ result: "saved", session: fresh });
  expect(leaving).toHaveBeenCalledOnce();
});

it("leaves other refusals alone", async () => {
  const forged = () => Promise.reject(new Trouble("token_invalid"));
  await expect(withSession(old, forged)).rejects.toMatchObject({ kind: "token_invalid" });
});

it("does not turn in circles", async () => {
  const never = () => Promise.reject(new Trouble("token_expired"));
  await expect(withSession(old, never)).rejects.toMatchObject({ kind: "token_expired" });
});
