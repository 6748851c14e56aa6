import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staffInvitations } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { now } from "../clock.ts";
import { parse } from "../errors.ts";
import { choosePassword } from "./choose-password.ts";
import { departmentsById } from "./departments.ts";
import { hashOf, isOpen, noSuchInvitation, readInvitation } from "./invitations.ts";
import { enterMember } from "./members.ts";
import { AcceptInvitation } from "./schema.ts";

/** Somebody comes in by their link, which is then used up. Gives back the address to sign in with. */
export async function acceptInvitation(db: Db, input: unknown): Promise<string> {
  const { token, name, password } = parse(AcceptInvitation, input);
  const invited = await readInvitation(db, token);
  const passwordHash = await choosePassword(db, { field: "password", password, email: invited.email, name });
  return db.transaction(async (tx) => {
    const [invitation] = await tx
      .update(staffInvitations)
      .set({ acceptedAt: now() })
      .where(and(eq(staffInvitations.tokenHash, hashOf(token)), isOpen()))
      .returning();
    if (!invitation) throw noSuchInvitation();
    const { email, permissions, departmentId } = invitation;
    const id = await enterMember(tx, { email, name, passwordHash, permissions, departmentId });
    const department = departmentId ? (await departmentsById(tx)).get(departmentId)! : null;
    const member = { kind: "staff", id, name, permissions, department } as const;
    await record(tx, member, "staff.join", `staff:${id}`, {
      invitation: invitation.id,
      invitedBy: invitation.invitedBy,
    });
    return email;
  });
}
