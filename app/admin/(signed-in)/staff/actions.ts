"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import type { Feature, Permission } from "#db/words.ts";
import { changeStaff } from "#lib/staff/change.ts";
import { addDepartment, removeDepartment, renameDepartment } from "#lib/staff/departments.ts";
import { inviteStaff, revokeInvitation } from "#lib/staff/invitations.ts";
import { endSessionOf, removeStaff } from "#lib/staff/remove.ts";
import { resetSecondFactor } from "#lib/staff/second-factor.ts";
import { type Answer, attempt } from "../../attempt.ts";

type Permissions = Record<Feature, Permission>;
type Invited = { email: string; link: string; isMailed: boolean; expiresFor: string };

export async function invite(input: {
  email: string;
  permissions: Permissions;
  departmentId: string | null;
}): Promise<Answer<Invited>> {
  return attempt(async (actor) => {
    const { link, isMailed, expiresFor } = await inviteStaff(db(), actor, input);
    return { email: input.email.trim(), link, isMailed, expiresFor: expiresFor.toISOString() };
  });
}

export async function change(
  id: string,
  input: { name: string; permissions: Permissions; departmentId: string | null },
): Promise<Answer<void>> {
  return refreshed((actor) => changeStaff(db(), actor, id, input));
}

export async function withdraw(id: string): Promise<Answer<void>> {
  return refreshed((actor) => revokeInvitation(db(), actor, id));
}

export async function remove(id: string): Promise<Answer<void>> {
  return attempt((actor) => removeStaff(db(), actor, id));
}

export async function endSession(id: string, sessionId: string): Promise<Answer<void>> {
  return refreshed((actor) => endSessionOf(db(), actor, id, sessionId));
}

export async function resetFactor(id: string): Promise<Answer<void>> {
  return refreshed((actor) => resetSecondFactor(db(), actor, id));
}

export async function createDepartment(name: string): Promise<Answer<unknown>> {
  return refreshed((actor) => addDepartment(db(), actor, name));
}

export async function nameDepartment(id: string, name: string): Promise<Answer<void>> {
  return refreshed((actor) => renameDepartment(db(), actor, id, name));
}

export async function dropDepartment(id: string): Promise<Answer<void>> {
  return refreshed((actor) => removeDepartment(db(), actor, id));
}

async function refreshed<T>(act: (actor: Staff) => Promise<T>): Promise<Answer<T>> {
  const answer = await attempt(act);
  refresh();
  return answer;
}
