import { foldWidth } from "./fold.ts";

/** Something that a mail may name: a ward, a kind. */
export type Named = { key: string; names: string[] };

/** Keys in the order in which they are named; `doubt` says why the value may mean more or less than these. */
export type Naming = { keys: string[]; doubt?: string };

const longestSearched = 1000;

/**
 * What a text names by whole names: not inside a longer word (温泉区域, 青葉区役所), not under another city
 * (横浜市青葉区), but with our own city before it (宮城県仙台市青葉区) or an address after it (青葉区一番町三丁目).
 */
export function namesIn(text: string, things: Named[], cityName: string): Naming {
  const value = foldWidth(text.slice(0, longestSearched));
  const found: Occurrence[] = [];
  for (const each of occurrences(value, things)) {
    if (each.start < (found.at(-1)?.end ?? 0)) continue;
    if (startsWhole(value, each, cityName, found) && endsWhole(value, each)) found.push(each);
  }
  return { keys: [...new Set(found.map((each) => each.key))], doubt: doubtOf(value, found, things, cityName) };
}

/** Does one of the words (市内全域…) stand in the text as a whole? After a place (青葉区全域) it speaks of that place only. */
export function namesEverywhere(text: string, words: string[], things: Named[], cityName: string): boolean {
  const value = foldWidth(text.slice(0, longestSearched));
  if (excluding.test(value)) return false;
  const places = occurrences(value, things).map((each) => each.end);
  return occurrences(value, [{ key: "", names: words }]).some((each) => {
    const owner = value.slice(0, each.start).replace(/[ 内の]*$/, "").length;
    return !places.includes(owner) && startsWhole(value, each, cityName, []) && endsWhole(value, each);
  });
}

type Occurrence = { key: string; name: string; start: number; end: number };

/** Every place where a name stands, from left to right, the longer name first. */
function occurrences(value: string, things: Named[]): Occurrence[] {
  const found = things.flatMap(({ key, names }) =>
    names.map(foldWidth).flatMap((name) => placesOf(value, key, name.trim())),
  );
  return found.toSorted((one, other) => one.start - other.start || other.end - one.end);
}

function placesOf(value: string, key: string, name: string): Occurrence[] {
  const found: Occurrence[] = [];
  if (name === "") return found;
  for (let at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + 1)) {
    found.push({ key, name, start: at, end: at + name.length });
  }
  return found;
}

function startsWhole(value: string, { name, start }: Occurrence, cityName: string, found: Occurrence[]): boolean {
  const before = value.slice(0, start);
  if (found.at(-1)?.end === start) return true;
  const ours = ownCity(cityName).exec(before);
  if (ours) return startsWord(before.slice(0, ours.index), cityName);
  if (underOther.test(before) && !/(?:[本当同]市|市内)[ の]*[(「]?$/.test(before)) return false;
  if (amongOthers(before, cityName)) return false;
  return /(?:市内|管内)$/.test(before) || startsWord(before, name);
}

/** Our city with or without 市 and prefecture, right before the name. */
function ownCity(cityName: string): RegExp {
  const name = foldWidth(cityName)
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const short = name.replace(/市$/, "");
  const prefecture = "(?:北海道|東京都|京都府|大阪府|[^\\s\\p{P}]{2,3}県)";
  return new RegExp(`${prefecture}? ?(?:${name}|${short}市?)[ の内]{0,2}[(「]?$`, "u");
}

const underOther = /\p{L}[市町村郡県府]\s?の?\s?[(「]?$/u;

/** 「横浜市青葉区・泉区」: a list that began under another city goes on there. */
function amongOthers(before: string, cityName: string): boolean {
  const list = /(\p{L}{1,12})市 ?\p{L}{1,4}区(?:[ 、,・/と]+\p{L}{1,4}区)*[ 、,・/と]+$/u.exec(before.slice(-200));
  const short = foldWidth(cityName).trim().replace(/市$/, "");
  return list !== null && !list[1]!.endsWith(short);
}

const han = /[\p{Script=Han}々〇ヶ]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const latin = /[\p{Script=Latin}\p{N}]/u;
const particleBefore = /(?:[とやのはがにでもへを]|及び|並びに|および|ならびに|または|又は|から|より|まで|か)$/;

function startsWord(before: string, name: string): boolean {
  const last = before.at(-1) ?? "";
  const first = name[0]!;
  if (!/[\p{L}\p{N}]/u.test(last)) return true;
  if (latin.test(last) || latin.test(first)) return !(latin.test(last) && latin.test(first));
  return particleBefore.test(before);
}

function endsWhole(value: string, { name, end }: Occurrence): boolean {
  const rest = value.slice(end);
  const next = rest[0] ?? "";
  if (!/[\p{L}\p{N}]/u.test(next)) return true;
  if (/[区市町村県郡]$/.test(name)) return !longerPlace.test(rest);
  if (neutral.test(rest)) return true;
  const last = name.at(-1)!;
  if (latin.test(last) || latin.test(next)) return !(latin.test(last) && latin.test(next));
  return !han.test(next) && !(kana.test(next) && !particleAfter.test(rest));
}

// What makes another word of a ward's name; 長命ヶ丘, 外記丁 and 立町 are places in it.
const longerPlace =
  /^(?:役|民|議|政|制|間|画|域|別|分|会|費|営|報|章|歌|割|切|検|条例|外(?!記)|長(?=$|[^\p{L}]|[がはのをらも選室会賞杯名表代])|立(?=[小中高保図体学幼病公文]))/u;
const neutral =
  /^(?:情報|事案|事件|案件|事故|発生|出没|目撃|注意|警戒|関係|関連|被害|地区|地域|周辺|方面|付近|近辺|一帯|管内|全域|全線|内|駅|等|他|エリア|ほか|など)+(?:$|[^\p{L}]|[とやのはがにでもへを])/u;
const particleAfter = /^(?:[とやのはがにでもへを、]|から|より|まで|ほか|など|及び|および|または|又は)/;

const excluding = /以外|対象外|含ま(?:ない|ず|れ(?:ない|ず|ませ)|ませ)|を?除[くきい]|を?のぞ[くき]/;

function doubtOf(value: string, found: Occurrence[], things: Named[], cityName: string): string | undefined {
  if (excluding.test(value)) return "一部を除く書き方です。";
  if (found.some(({ end }) => andOthers.test(value.slice(end)))) return "ほかにも対象があるという書き方です。";
  const stranger = value
    .split(/[、,・/;\s]|及び|および|並びに|ならびに|又は|または|[とや]/)
    .find((item) => isStranger(item, things, cityName));
  return stranger && found.length > 0 ? `「${stranger.slice(0, 20)}」が分かりません。` : undefined;
}

// 青葉区ほか, 青葉区大沢地区ほか; of 「青葉区の飲食店など」 the ward is sure.
const andOthers = /^ ?(?:ほか|他|など|等)(?:$|[^\p{L}])|^[^、,・/;()\s]{1,20}(?:ほか|他)(?:$|[^\p{L}])/u;

/** A whole item that looks like one of ours (北区 among wards), but is none. */
function isStranger(item: string, things: Named[], cityName: string): boolean {
  const labels = things.map(({ names }) => foldWidth(names[0] ?? ""));
  const kind = labels[0]?.at(-1) ?? "";
  if (kind !== "区" || !labels.every((label) => label.endsWith(kind))) return false;
  const name = item.replace(ownStart(cityName), "").replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  if (!/^\p{L}{1,5}区$/u.test(name) || /市|(?:地|学|校|管|街|全|各|両|同|当|工|特|[0-9])区$/u.test(name)) return false;
  return !things.some(({ names }) => names.some((each) => name.endsWith(foldWidth(each))));
}

function ownStart(cityName: string): RegExp {
  return new RegExp(
    `^[^\\p{L}]*(?:[^\\s]{2,3}県)?${foldWidth(cityName)
      .trim()
      .replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}`,
    "u",
  );
}
