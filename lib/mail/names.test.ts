import { describe, expect, it } from "vitest";
import { labelledValues } from "./labels.ts";
import { namesEverywhere, namesIn } from "./names.ts";

const wards = [
  { key: "aoba", names: ["青葉区", "あおば区"] },
  { key: "miyagino", names: ["宮城野区"] },
  { key: "taihaku", names: ["太白区"] },
  { key: "izumi", names: ["泉区"] },
];
const everywhere = ["市内全域", "市全域", "全市", "全域"];

describe("names", () => {
  const named: [value: string, keys: string[]][] = [
    ["青葉区", ["aoba"]],
    ["あおば区", ["aoba"]],
    ["仙台市青葉区一番町三丁目", ["aoba"]],
    ["〒980-0803 宮城県仙台市青葉区国分町3丁目", ["aoba"]],
    ["仙台市　青葉区", ["aoba"]],
    ["（青葉区）", ["aoba"]],
    ["青葉区・泉区", ["aoba", "izumi"]],
    ["青葉区／泉区と太白区", ["aoba", "izumi", "taihaku"]],
    ["青葉区及び泉区", ["aoba", "izumi"]],
    ["青葉区泉区", ["aoba", "izumi"]],
    ["泉区長命ヶ丘", ["izumi"]],
    ["青葉区立町", ["aoba"]],
    ["青葉区内", ["aoba"]],
    ["富谷市、泉区", ["izumi"]],
    ["仙台市青葉区、横浜市泉区", ["aoba"]],
    ["温泉区域", []],
    ["青葉区役所", []],
    ["泉区長が視察", []],
    ["青葉区民センター", []],
    ["横浜市青葉区", []],
    ["神奈川県横浜市　青葉区", []],
    ["横浜市青葉区・泉区", []],
    ["東仙台市青葉区", []],
    ["調査中", []],
  ];
  it.each(named)("%s names %j", (value, keys) => {
    expect(namesIn(value, wards, "仙台市")).toEqual({ keys, doubt: undefined });
  });

  it.each([
    "青葉区、北区",
    "青葉区を除く",
    "青葉区以外",
    "青葉区ほか",
    "青葉区大沢地区ほか",
    "青葉区（対象外：泉区）",
    "青葉区国分町他",
  ])("%s leaves a doubt", (value) => {
    expect(namesIn(value, wards, "仙台市").doubt).toBeTypeOf("string");
  });

  const everywhereNamed: [value: string, all: boolean][] = [
    ["市内全域", true],
    ["仙台市内全域", true],
    ["仙台市全域（特に青葉区）", true],
    ["青葉区全域", false],
    ["青葉区 全域", false],
    ["横浜市全域", false],
    ["全市民の皆さま", false],
    ["市内全域（青葉区を除く）", false],
  ];
  it.each(everywhereNamed)("%s means everywhere: %s", (value, all) => {
    expect(namesEverywhere(value, everywhere, wards, "仙台市")).toBe(all);
  });
});

describe("kinds, which are no places", () => {
  const kinds = [
    { key: "crime", names: ["不審者"] },
    { key: "fire", names: ["火災"] },
  ];
  it.each([
    ["不審者", ["crime"]],
    ["不審者情報", ["crime"]],
    ["不審者（声かけ）", ["crime"]],
    ["不審者、火災", ["crime", "fire"]],
    ["火災予防運動", []],
  ])("%s names %j", (value, keys) => {
    expect(namesIn(value, kinds, "仙台市").keys).toEqual(keys);
  });
});

describe("labels", () => {
  const read: [text: string, values: string[]][] = [
    ["エリア：青葉区", ["青葉区"]],
    ["エリア:青葉区", ["青葉区"]],
    ["ｴﾘｱ　青葉区", ["青葉区"]],
    ["エ リ ア　：　青葉区", ["青葉区"]],
    ["■エリア\n青葉区\n泉区にお住まいの方", ["青葉区"]],
    ["エリア：\n青葉区", ["青葉区"]],
    ["【エリア】青葉区", ["青葉区"]],
    ["【エリア】\n・青葉区\n・泉区\n\n続き", ["・青葉区、泉区"]],
    ["（１）エリア：青葉区", ["青葉区"]],
    ["日時：10:30 エリア：青葉区 種別：不審者", ["青葉区"]],
    ["エリア：青葉区、\n　泉区", ["青葉区、 泉区"]],
    ["エリア：青葉区\nエリア：泉区", ["青葉区", "泉区"]],
    ["エリア：\n種別：不審者", []],
    ["エリア：\n\n青葉区", []],
    ["エリア：\n【青葉区】", ["【青葉区】"]],
    ["エリア：\n青葉区 午後3：30頃", ["青葉区 午後3:30頃"]],
    ["エリア：\n　青葉区\n　泉区\n本文", ["青葉区、泉区"]],
    ["エリア：青葉区\n　　　　泉区 太白区\n泉区では雨です", ["青葉区、泉区 太白区"]],
    ["エリア：青葉区\n泉区役所", ["青葉区"]],
    ["エリア：青葉区\n\n泉区", ["青葉区"]],
    ["●エリア→青葉区", ["青葉区"]],
    ["エリア＝青葉区", ["青葉区"]],
    ["発生エリア：青葉区", []],
    ["エリア内：青葉区", []],
    ["エリアは青葉区です", []],
    ["> エリア：青葉区", []],
  ];
  it.each(read)("%j → %j", (text, values) => {
    expect(labelledValues(text, "エリア")).toEqual(values);
  });

  it("takes a label for its letters, not as a pattern", () => {
    expect(labelledValues("場所(1)*：青葉区", "場所(1)*")).toEqual(["青葉区"]);
  });
});
