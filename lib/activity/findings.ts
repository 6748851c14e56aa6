/** The first row that is not what it was; `through` when it is one of several, up to there. */
export type Finding = {
  kind: "changed" | "removed" | "inserted" | "reordered" | "forged-head" | "head-missing";
  seq: number | null;
  through?: number;
  id: string | null;
};

export type Verification = {
  ok: boolean;
  finding: Finding | null;
  /** How many rows of the chain were checked, and from which number to which. */
  rows: number;
  first: number | null;
  last: number | null;
  /** Written, and not chained yet. */
  waiting: number;
  /** Exported heads: those of this log, lines that are no evidence here, and lines that must have been there. */
  heads: { file: string; found: boolean; compared: number; ofOthers: number; unreadable: number; missing: number };
  /** Who has it can check the signatures of the heads without SECRET_KEY. */
  publicKey: string;
};

/** The finding in words for people. */
export function inWords({ kind, seq, through, id }: Finding): string {
  return `${place(seq, through)}${id ? `（ID ${id}）` : ""}${sentences[kind]}`;
}

const sentences = {
  changed: "の記録が書き換えられています。",
  removed: "の記録が削除されています。",
  inserted: "に、このシステムが書いていない記録が挿入されています。",
  reordered: "の記録の順番が変えられています。",
  "forged-head": "の署名の控えが、このシステムの署名ではありません。控えのファイルが書き換えられています。",
  "head-missing": "の署名の控えが、控えのファイルからなくなっています。",
};

function place(seq: number | null, through = seq): string {
  if (seq === null) return "番号の付いていない行";
  return through === seq ? `${seq}番` : `${seq}番から${through}番までのいずれか`;
}
