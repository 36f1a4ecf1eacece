// Runs before the tests. Installs the browser that some suites need, where that is possible; never fails.
import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.ts";

const minute = 60_000;

function install(): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { stdio: "ignore", env: environment } as const;
  const known = spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { ...quiet, timeout: 5 * minute });
  if (known.status === 0) return;
  spawnSync("apt-get", ["update", "-qq"], { ...quiet, timeout: 2 * minute });
  spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { ...quiet, timeout: 5 * minute });
}

if (findBrowser() === undefined) {
  const able = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
  if (able) {
    console.error("installing chromium for the tests of the dashboards …");
    install();
  }
  if (findBrowser() === undefined) {
    console.error("no chromium here: the suites that open the dashboards in a browser will be skipped");
  }
}
