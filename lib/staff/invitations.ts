import { createHash, createHmac, randomUUID } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { departments, staff, staffInvitations } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, type Department, must, nameOf, type Permissions } from "../actor.ts";
import { now } from "../clock.ts";
import { getEnv } from "../env.ts";
import { Conflict, Forbidden, isUuid, NotFound, parse } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import { deriveKey } from "../sealing.ts";
import { departmentsById } from "./departments.ts";
import { mayInvite, mustOwn, mustOwnDepartment } from "./gift.ts";
import { InviteStaff } from "./schema.ts";

export type Invitation = {
  id: string;
  email: string;
  permissions: Permissions;
  department: Department | null;
  createdAt: Date;
  expiresFor: Date;
};

/** `isMailed`: on its way by e-mail; else the link is to be handed over by whoever invites. */
export type Invited = { id: string; link: string; isMailed: boolean; expiresFor: Date };

const openHours = 72;

/** Invites somebody by a link that opens once, within three days. An older invitation for the same address is void. */
export async function inviteStaff(db: Db, actor: Actor, input: unknown): Promise<Invited> {
  must(actor, "staff", "edit");
  const invited = parse(InviteStaff, input);
  mustOwn(actor, invited.permissions);
  mustOwnDepartment(actor, invited.departmentId);
  const id = randomUUID();
  const expiresFor = new Date(now().getTime() + openHours * 3_600_000);
  const isMailed = getEnv().smtpUrl !== null;
  await db.transaction(async (tx) => {
    await mustStillInvite(tx, actor, invited);
    await mustBeNew(tx, invited);
    await tx
      .update(staffInvitations)
      .set({ revokedAt: now() })
      .where(and(eq(staffInvitations.email, invited.email), isOpen()));
    const hash = { tokenHash: hashOf(tokenOf(id)) };
    const made = { createdAt: now(), expiresFor, invitedBy: nameOf(actor), inviterId: inviterOf(actor) };
    await tx.insert(staffInvitations).values({ ...invited, ...hash, ...made, id });
    if (isMailed) await addJob(tx, "staff.invite", { id }, { priority: -5 });
    await record(tx, actor, "staff.invite", `invitation:${id}`, invited);
  });
  return { id, link: linkOf(id), isMailed, expiresFor };
}

/** Who has been invited and has not come yet. */
export async function listInvitations(db: Db, actor: Actor): Promise<Invitation[]> {
  must(actor, "staff", "view");
  return open(db).orderBy(desc(staffInvitations.createdAt));
}

/** What the holder of a link is invited to. */
export async function readInvitation(db: Db, token: string): Promise<Invitation> {
  const [invitation] = await open(db, eq(staffInvitations.tokenHash, hashOf(token)));
  if (!invitation) throw noSuchInvitation();
  return invitation;
}

/** Takes an invitation back: its link opens nothing any more. */
export async function revokeInvitation(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "staff", "edit");
  await db.transaction(async (tx) => {
    const which = and(eq(staffInvitations.id, isUuid(id) ? id : randomUUID()), isOpen());
    const [revoked] = await tx
      .update(staffInvitations)
      .set({ revokedAt: now() })
      .where(which)
      .returning({ email: staffInvitations.email });
    if (!revoked) throw noSuchInvitation();
    await record(tx, actor, "staff.uninvite", `invitation:${id}`, revoked);
  });
}

/** What a member opened for others ends with their own right to open it: all of it when they are removed. */
export async function endInvitationsOf(tx: Db, actor: Actor, inviter: typeof staff.$inferSelect): Promise<void> {
  const theirs = await tx
    .select()
    .from(staffInvitations)
    .where(and(eq(staffInvitations.inviterId, inviter.id), isOpen()))
    .for("update");
  const isVoid = (one: (typeof theirs)[number]) =>
    inviter.removed || !mayInvite(asActor(inviter), one.permissions, one.departmentId);
  for (const { id, email } of theirs.filter(isVoid)) {
    await tx.update(staffInvitations).set({ revokedAt: now() }).where(eq(staffInvitations.id, id));
    await record(tx, actor, "staff.uninvite", `invitation:${id}`, { email, inviter: inviter.id });
  }
}

/** An invitation that is still open, for the job that mails it. */
export async function findInvitation(db: Db, id: string): Promise<(Invitation & { link: string }) | null> {
  const [invitation] = await open(db, eq(staffInvitations.id, id));
  return invitation ? { ...invitation, link: linkOf(id) } : null;
}

export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Neither accepted nor taken back nor too old. */
export function isOpen() {
  const { acceptedAt, revokedAt, expiresFor } = staffInvitations;
  return and(isNull(acceptedAt), isNull(revokedAt), gt(expiresFor, now()));
}

export function noSuchInvitation(): NotFound {
  return new NotFound("この招待は使えません。期限が切れたか、取り消されたか、すでに登録が済んでいます。");
}

function asActor({ id, name, permissions, departmentId }: typeof staff.$inferSelect): Actor {
  return { kind: "staff", id, name, permissions, department: departmentId ? { id: departmentId, name: "" } : null };
}

function open(db: Db, which?: ReturnType<typeof eq>) {
  const { id, email, permissions, createdAt, expiresFor } = staffInvitations;
  const department = { id: departments.id, name: departments.name };
  return db
    .select({ id, email, permissions, department, createdAt, expiresFor })
    .from(staffInvitations)
    .leftJoin(departments, eq(departments.id, staffInvitations.departmentId))
    .where(and(isOpen(), which))
    .$dynamic();
}

async function mustBeNew(tx: Db, { email, departmentId }: { email: string; departmentId: string | null }) {
  if ((await tx.$count(staff, and(eq(staff.email, email), eq(staff.removed, false)))) > 0)
    throw new Conflict(`${email} はすでに登録されています。`);
  if (departmentId && !(await departmentsById(tx)).has(departmentId))
    throw new Conflict("この部署はもうありません。画面を読み込み直して、選び直してください。");
}

function inviterOf(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.id : null;
}

/** Locks the inviter's row: whoever is being removed at this moment leaves no invitation behind. */
async function mustStillInvite(
  tx: Db,
  actor: Actor,
  invited: { permissions: Permissions; departmentId: string | null },
) {
  const id = inviterOf(actor);
  const [inviter] = isUuid(id ?? "") ? await tx.select().from(staff).where(eq(staff.id, id!)).for("share") : [];
  if (inviter && (inviter.removed || !mayInvite(asActor(inviter), invited.permissions, invited.departmentId)))
    throw new Forbidden();
}

/** Made from the id by a key of ours, so that the mail can be written without storing what opens the door. */
function tokenOf(id: string): string {
  return createHmac("sha256", deriveKey("invitation")).update(id).digest("base64url");
}

function linkOf(id: string): string {
  return `${getEnv().publicUrl}/admin/invitation/${tokenOf(id)}`;
}
