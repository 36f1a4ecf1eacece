#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Both must happen before the first module that uses the thread pool is loaded: every running query holds one thread.
process.env.UV_THREADPOOL_SIZE ??= "16";
enableCompileCache();
await import("./program.ts");
