"use server";

import { db } from "#app/db.ts";
import { Invalid } from "#lib/errors.ts";
import { changeSetting } from "#lib/settings/change.ts";
import { type Answer, attempt } from "../../../attempt.ts";

type Input = { idle: number; absolute: number; isRequired: boolean };

export async function save({ idle, absolute, isRequired }: Input): Promise<Answer<void>> {
  return attempt((actor) =>
    db().transaction(async (tx) => {
      if (idle > absolute) throw new Invalid([{ path: ["idle"], message: "最長の時間より短くしてください。" }]);
      await changeSetting(tx, actor, "sessionHours", { idle, absolute });
      await changeSetting(tx, actor, "requireSecondFactor", isRequired);
    }),
  );
}
