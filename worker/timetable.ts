/** Every recurring job, on one page (graphile-worker crontab, UTC). */
export const timetable = [
  "* * * * * sweep ?max=1&jobKey=sweep",
  "0 1 * * * reconcile ?fill=1d&jobKey=reconcile",
  "0 18 * * * census ?fill=1d&jobKey=census",
  "0 22 * * * mail-head ?fill=1d&jobKey=mail-head",
  "30 18 * * * retention ?fill=1d&jobKey=retention",
].join("\n");
