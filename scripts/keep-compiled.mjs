// Loaded before a long-lived process: what Node has compiled is kept, so that the next start spends no time on it.
import { enableCompileCache, flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
// Node itself keeps it only at an orderly end, and who is killed has none.
setTimeout(() => flushCompileCache(), 10_000).unref();
