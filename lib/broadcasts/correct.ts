import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { type Actor, must } from "../actor.ts";
import { countRecipients } from "../deliveries/recipients.ts";
import { Conflict } from "../errors.ts";
import type { Message } from "../messages/schema.ts";
import type { Audience } from "../segments/schema.ts";
import { type Broadcast, composeBroadcast } from "./compose.ts";
import { findBroadcast, lockBroadcast } from "./visible.ts";

/** Drafts a correction for those who got the wrong broadcast; a draft that is still open is taken up again. */
export async function correctBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "broadcasts", "edit");
  const wrong = await findBroadcast(db, actor, id);
  if (!wrong.startedAt)
    throw new Conflict("この配信はまだ始まっていません。訂正配信ではなく、編集するか取り消してください。");
  const audience = await whoGotIt(db, wrong);
  return db.transaction(async (tx) => {
    await lockBroadcast(tx, actor, id);
    const [open] = await tx
      .select()
      .from(broadcasts)
      .where(and(eq(broadcasts.correctsId, id), eq(broadcasts.status, "draft")));
    if (open) return open;
    const { lane, title, messages } = wrong;
    const correction = {
      title: titleOf(title),
      messages: messagesOf(messages as Message[], wrong.startedAt!),
      audience,
    };
    return composeBroadcast(tx, actor, { ...correction, lane }, { source: "staff", corrects: wrong });
  });
}

/** Whoever LINE took it for; once that is forgotten, whom it was meant for. */
async function whoGotIt(db: Db, { id, audience }: Broadcast): Promise<Audience> {
  const meant = audience as Audience;
  if (meant.kind === "everyone" || meant.kind === "test") return meant;
  const people = await countRecipients(db, id);
  if (people === 0) throw new Conflict("LINEが受け付けた人がまだいないため、訂正を届ける相手がいません。");
  return people === null ? meant : { kind: "recipientsOf", broadcast: id };
}

const correctionMark = "【訂正】";
const longestTitle = 100;
const longestText = 5000;

function titleOf(title: string): string {
  return [...(title.startsWith(correctionMark) ? title : `${correctionMark}${title}`)].slice(0, longestTitle).join("");
}

/** The text as it was, to be put right by a person, below the word that says what this is. */
function messagesOf([first]: Message[], sentAt: Date): Message[] {
  const hour = sentAt.toLocaleString("ja-JP", { timeZone: "Asia/Tokyo", dateStyle: "long", timeStyle: "short" });
  const head = `${correctionMark}\n${hour}にお送りしたメッセージに誤りがありました。正しい内容は次のとおりです。\n\n`;
  const said = first && "text" in first && typeof first.text === "string" ? first.text : "";
  return [{ type: "text", text: head.length + said.length <= longestText ? head + said : head.trimEnd() }];
}
