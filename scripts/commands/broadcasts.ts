import type { Db } from "#db/client.ts";
import type { Actor } from "#lib/actor.ts";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast, stopBroadcast } from "#lib/broadcasts/handles.ts";
import { switchSendingOff, switchSendingOn } from "#lib/broadcasts/kill-switch.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

type Handle = (db: Db, actor: Actor, id: string) => Promise<{ id: string; status: string }>;

const handles: Record<string, Handle> = {
  pause: (db, actor, id) => pauseBroadcast(db, actor, id, "コマンドラインで一時停止しました。"),
  resume: resumeBroadcast,
  stop: stopBroadcast,
  cancel: cancelBroadcast,
};

const handleCommands: Command[] = Object.entries(handles).map(([verb, handle]) => ({
  name: `broadcast ${verb}`,
  words: ["id"],
  run: async ([id]) => {
    const { status } = await withDatabase(({ db }) => handle(db, operator, id!));
    console.log(`${id} ${status}`);
  },
}));

export const broadcastCommands: Command[] = [
  ...handleCommands,
  {
    name: "sending off",
    run: async () => {
      const paused = await withDatabase(({ db }) => switchSendingOff(db, operator));
      console.log(`自動配信を停止しました（一時停止した配信: ${paused}件）。`);
    },
  },
  {
    name: "sending on",
    run: async () => {
      await withDatabase(({ db }) => switchSendingOn(db, operator));
      console.log("自動配信を再開しました。一時停止・保留中のものは、画面で確認してから再開してください。");
    },
  },
];
