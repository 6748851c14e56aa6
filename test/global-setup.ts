import { startTestServer } from "./database.ts";

/** Vitest calls this once before all suites, and what it returns after them. */
export default startTestServer;
