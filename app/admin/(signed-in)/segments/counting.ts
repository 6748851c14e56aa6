import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { countFollowers } from "#lib/followers/count.ts";
import { log } from "#lib/log.ts";
import { countRule } from "#lib/segments/audience.ts";
import type { SegmentDefinition } from "#lib/segments/schema.ts";

/** So many counts at a time: a long list must not take every connection from everybody else. */
const lanes = 4;

/** The head-count of each segment by key, as they come in; null where it could not be counted. */
export function countEach(staff: Staff, segments: SegmentDefinition[]): Map<string, Promise<number | null>> {
  const running: Promise<unknown>[] = [];
  return new Map(
    segments.map(({ key, rule }, index) => {
      const before = running[index - lanes] ?? Promise.resolve();
      const counted = before.then(() => countRule(db(), staff, rule)).catch(uncounted);
      running.push(counted);
      return [key, counted];
    }),
  );
}

/** All friends LINE can reach, the base of every share. */
export function countFriends(staff: Staff): Promise<number | null> {
  return countFollowers(db(), staff)
    .then(({ friends }) => friends)
    .catch(uncounted);
}

function uncounted(error: unknown): null {
  log.error({ err: error }, "head-count failed");
  return null;
}
