import type { TraceEntry } from "./decide.ts";
import type { ReadMail } from "./read.ts";
import { testMarkIn, wordsClaimedIn, wordsIn } from "./said.ts";
import type { Guards } from "./schema.ts";

/** What a guard can see of the source's recent past. */
export type Past = {
  /** Mails that went on their way by themselves in the burst window, and those the burst guard held in it. */
  many: number;
  /** Did the same text go to the same people within the time? */
  repeated: boolean;
  /** Words of the clash list that were sent, or held as a clash, within the time. */
  words: string[];
};

export type Switches = { sendingOff: boolean; pausedReason: string | null };

export type Sight = {
  mail: Pick<ReadMail, "date" | "subject" | "text">;
  /** What would be sent. */
  text: string;
  /** False in a drill or for test recipients: then words like 訓練 are what they should be. */
  reachesResidents: boolean;
  limits: Guards;
  past: Past;
  switches: Switches;
  now: Date;
};

export type Finding = { guard: GuardName; reason: string };
export type GuardName = (typeof guards)[number]["name"];

/**
 * Looks at a mail that its rule would send; the first guard that objects names the cause. The order matters: the burst
 * guard comes last, so that what others hold (forty stale mails) never keeps a genuine one waiting.
 */
export function guardMail(sight: Sight): { held: Finding | null; trace: TraceEntry[] } {
  const looked = guards.map((guard) => ({ ...guard, ...guard.look(sight) }));
  const objection = looked.find((each) => each.reason !== undefined);
  const trace = looked.map(({ step, reason, note }) => ({
    step: `安全確認：${step}`,
    outcome: reason === undefined ? "通過" : "保留",
    detail: reason ?? note ?? "",
  }));
  return { held: objection ? { guard: objection.name, reason: objection.reason! } : null, trace };
}

/** The words of the clash list that this text says, to be remembered for the mails after it. */
export function clashWordsIn(text: string, limits: Guards): string[] {
  return wordsIn([...new Set(groupsOf(limits.clash.words).flat())], text);
}

/** `reason`: why a person must look; `note`: what staff should know of a mail that passes. */
type Look = { reason?: string; note?: string };

const guards = [
  { name: "off", step: "自動配信の停止", look: lookAtSwitch },
  { name: "paused", step: "発信元の一時停止", look: lookAtPause },
  { name: "old", step: "古いメール", look: lookAtAge },
  { name: "future", step: "未来の日時", look: lookAhead },
  { name: "drill", step: "訓練の語句", look: (sight) => lookForWords(sight, "drillWords", "訓練") },
  { name: "test", step: "テストの語句", look: (sight) => lookForWords(sight, "testWords", "テスト") },
  { name: "repeat", step: "同じ内容", look: lookForRepeat },
  { name: "clash", step: "矛盾する内容", look: lookForClash },
  { name: "burst", step: "短時間の大量受信", look: lookAtBurst },
] as const satisfies readonly { name: string; step: string; look: (sight: Sight) => Look }[];

function lookAtSwitch({ switches }: Sight): Look {
  return switches.sendingOff ? { reason: "自動配信の停止中に届いたメールです。" } : {};
}

function lookAtPause({ switches: { pausedReason } }: Sight): Look {
  return pausedReason === null ? {} : { reason: `この発信元は一時停止中です。（${pausedReason}）` };
}

/** A mail without a date cannot be old: some senders write none, and a replay brings the old date along. */
function lookAtAge({ mail: { date }, limits, now }: Sight): Look {
  if (!date) return { note: "メールに日時がないため、古さは確認していません。" };
  const hours = (now.getTime() - date.getTime()) / hourMs;
  if (hours <= limits.maxAgeHours) return {};
  return {
    reason: `メールの日時（${inJapan.format(date)}）から${lengthOf(hours)}が過ぎています。（上限 ${lengthOf(limits.maxAgeHours)}）`,
  };
}

function lookAhead({ mail: { date }, limits, now }: Sight): Look {
  if (!date || date.getTime() <= now.getTime() + limits.futureMinutes * minuteMs) return {};
  return { reason: `メールの日時（${inJapan.format(date)}）が、現在の時刻より先です。` };
}

/** Steps may cut the very words, so the mail itself counts as well as what would be sent. */
function lookForWords({ mail, text, reachesResidents, limits }: Sight, list: WordList, name: string): Look {
  const marks = list === "testWords" && limits.testWords.length > 0 ? testMarkIn(mail.subject, mail.text) : [];
  const words = wordsClaimedIn(limits[list], [mail.subject, mail.text, text].join("\n"));
  const found = words.length > 0 ? words : marks;
  if (found.length === 0) return {};
  const said = `「${found.join("」「")}」`;
  if (!reachesResidents) return { note: `${said}とありますが、テスト配信先だけに届きます。` };
  return { reason: `訓練モードではないのに、${name}を示す語句${said}があります。` };
}

type WordList = "drillWords" | "testWords";

function lookForRepeat({ past, limits }: Sight): Look {
  return past.repeated ? { reason: `同じ文面を同じ対象に、${limits.sameContentMinutes}分以内に配信しています。` } : {};
}

function lookForClash({ text, past, limits }: Sight): Look {
  const { words, minutes } = limits.clash;
  if (minutes <= 0) return {};
  for (const group of groupsOf(words)) {
    const said = wordsIn(group, text);
    if (said.length === 0) continue;
    const together = group.filter((word) => said.includes(word) || past.words.includes(word));
    if (together.length > 1)
      return { reason: `同時には起こりにくい内容「${together.join("」「")}」が、${minutes}分以内に重なっています。` };
  }
  return {};
}

function lookAtBurst({ past, limits: { burst } }: Sight): Look {
  if (burst.minutes <= 0 || past.many < burst.mails) return {};
  return { reason: `${burst.minutes}分以内に、この発信元から${burst.mails}通を超えるメールが届いています。` };
}

function groupsOf(words: string[] | string[][]): string[][] {
  return words.every((word) => typeof word === "string") ? [words as string[]] : (words as string[][]);
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

function lengthOf(hours: number): string {
  return hours < 48 ? `${Math.round(hours * 10) / 10}時間` : `${Math.floor(hours / 24).toLocaleString("ja-JP")}日`;
}

const inJapan = new Intl.DateTimeFormat("ja-JP", {
  timeZone: "Asia/Tokyo",
  year: "numeric",
  month: "long",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
