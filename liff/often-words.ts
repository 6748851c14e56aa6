/** 「月に約3回」: how often a topic was sent lately, in words that promise no more than was counted. */
export function oftenWords(monthly: number | undefined): string | undefined {
  if (monthly === undefined) return undefined;
  if (monthly >= 0.75) return `最近は月に約${Math.round(monthly)}回`;
  const inThreeMonths = Math.round(monthly * 3);
  return inThreeMonths > 0 ? `最近は3か月に約${inThreeMonths}回` : "この3か月は、ほとんど届いていません";
}
