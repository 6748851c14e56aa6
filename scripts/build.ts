import { ensureBuild } from "./start/build.ts";

/** `npm run build`: the pages, unless they are built from these very sources. */
await ensureBuild();
