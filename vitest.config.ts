import { defineConfig } from "vitest/config";
import { Summary } from "./test/system/summary.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    teardownTimeout: 10_000,
    reporters: ["default", new Summary()],
  },
});
