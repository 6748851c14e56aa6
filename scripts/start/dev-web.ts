import { startFront } from "../../server.ts";

/** The web app of `npm run dev`: pages are compiled as they are asked for and change as they are edited. */
const front = await startFront(true);
process.once("SIGTERM", () => front.stop().finally(() => process.exit()));
