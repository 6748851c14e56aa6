/** Loaded into each child of `npm start`: when the parent is gone, even by `kill -9`, the child goes too. */
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 4000).unref();
});
process.channel?.unref();
