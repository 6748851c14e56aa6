import type { Db } from "#db/client.ts";
import type { Actor } from "#lib/actor.ts";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast, stopBroadcast } from "#lib/broadcasts/handles.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

type Handle = (db: Db, actor: Actor, id: string) => Promise<{ id: string; status: string }>;

const handles: Record<string, Handle> = {
  pause: (db, actor, id) => pauseBroadcast(db, actor, id, "コマンドラインで一時停止しました。"),
  resume: resumeBroadcast,
  stop: stopBroadcast,
  cancel: cancelBroadcast,
};

export const broadcastCommands: Command[] = Object.entries(handles).map(([verb, handle]) => ({
  name: `broadcast ${verb}`,
  words: ["id"],
  run: async ([id]) => {
    const { status } = await withDatabase(({ db }) => handle(db, operator, id!));
    console.log(`${id} ${status}`);
  },
}));
