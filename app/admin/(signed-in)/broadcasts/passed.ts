/** 「3分」「2時間5分」「4日」: how long ago, as people say it. */
export function passed(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes}分`;
  if (hours >= 48) return `${Math.floor(hours / 24)}日`;
  return minutes % 60 === 0 ? `${hours}時間` : `${hours}時間${minutes % 60}分`;
}
