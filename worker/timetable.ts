/** Every recurring job, on one page (graphile-worker crontab, UTC). */
export const timetable = ["* * * * * sweep ?max=1&jobKey=sweep"].join("\n");
