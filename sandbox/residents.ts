import { type BulkResidents, bulkIds, createBulk, isBulk } from "./bulk-residents.ts";

export type Resident = { userId: string; displayName: string; friend: boolean; blocked: boolean; phone: boolean };

/** `unlisted`: what a well-formed id is that nobody created: a friend (default), or unknown to the channel. */
export type Residents = { listed: Map<string, Resident>; bulk: BulkResidents; unlisted: "friends" | "unknown" };

export function createResidents(): Residents {
  return { listed: new Map(), bulk: createBulk(), unlisted: "friends" };
}

/** The resident behind an id; bulk and unlisted residents exist only in this answer until something about them changes. */
export function findResident(residents: Residents, userId: string): Resident | undefined {
  const listed = residents.listed.get(userId);
  if (listed) return listed;
  if (residents.unlisted === "unknown" && !isBulk(residents.bulk, userId)) return undefined;
  return { userId, displayName: `市民 ${userId.slice(1, 7)}`, friend: true, blocked: false, phone: false };
}

/** Creates the resident, or changes what is said about them. */
export function saveResident(residents: Residents, resident: Resident) {
  residents.listed.set(resident.userId, resident);
  return resident;
}

/** Whether a message to this id ends up on a phone. */
export function isReached(residents: Residents, userId: string) {
  const listed = residents.listed.get(userId);
  if (listed) return listed.friend && !listed.blocked;
  return residents.unlisted === "friends" || isBulk(residents.bulk, userId);
}

/** Of these recipients, how many a message reaches; cheap when nobody was listed and strangers count as friends. */
export function countReached(residents: Residents, userIds: string[]) {
  if (residents.unlisted === "friends" && residents.listed.size === 0) return userIds.length;
  let reached = 0;
  for (const userId of userIds) if (isReached(residents, userId)) reached += 1;
  return reached;
}

/** Friends the city could know of: listed ones and bulk residents who are not blocked. */
export function countFriends(residents: Residents) {
  let count = residents.bulk.count;
  for (const one of residents.listed.values()) {
    if (one.friend && !one.blocked) count += 1;
    if (isBulk(residents.bulk, one.userId)) count -= 1;
  }
  return count;
}

/** One page of friends' ids; `offset` counts listed residents first, then bulk ones, also those a page leaves out. */
export function pageFriends(residents: Residents, offset: number, limit: number) {
  const userIds: string[] = [];
  let at = offset;
  for (const userId of everyId(residents, offset)) {
    if (userIds.length === limit) return { userIds, next: at };
    at += 1;
    if (residents.listed.has(userId) && at > residents.listed.size) continue;
    if (isReached(residents, userId)) userIds.push(userId);
  }
  return { userIds, next: undefined };
}

function* everyId(residents: Residents, offset: number) {
  const { size } = residents.listed;
  if (offset < size) yield* [...residents.listed.keys()].slice(offset);
  yield* bulkIds(residents.bulk, Math.max(0, offset - size));
}
