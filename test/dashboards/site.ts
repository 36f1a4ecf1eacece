import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { createServer } from "../../api/server.ts";
import { silentLog } from "../../core/log.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { findBrowser } from "../system/browser.ts";

const root = join(import.meta.dirname, "../..");
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const executablePath = findBrowser();

/** Builds the web app as it stands in the sources into a folder. */
export async function buildDashboards(outDir: string): Promise<void> {
  await build({
    configFile: join(root, "dashboards/vite.config.ts"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
}

/** The real server on a folder of snapshots, at any free port of this machine. */
export async function serveSnapshots(
  snapshots: string,
  dashboardsDirectory: string,
): Promise<{ server: FastifyInstance; url: string }> {
  const server = await createServer({
    snapshots: new SnapshotReader(snapshots),
    company: { name: "alpine-tools", reportingCurrency: "EUR", grades: { A: "G1", B: "G2", C: "G3" } },
    log: silentLog,
    dashboardsDirectory,
    version: "0",
  });
  return { server, url: await server.listen({ host: "127.0.0.1", port: 0 }) };
}

export async function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error("no Chromium on this machine");
  return chromium.launch({ executablePath, args: quiet });
}

/** Everything that a browser complains about on a page: console, uncaught errors, failed and refused requests. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") found.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => found.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  return found;
}

/** Waits until a page has drawn everything that it loads. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const waiting = document.querySelector(".skeleton, .placeholder, [aria-busy=true]") !== null;
    const charts = [...document.querySelectorAll(".chart-surface")];
    return (
      document.querySelector("h1, .state") !== null && !waiting && charts.every((chart) => chart.firstChild !== null)
    );
  });
}

export type Scheme = "light" | "dark";

/** A reader with a screen of that width and colour scheme. */
export function reader(browser: Browser, width: number, colorScheme: Scheme = "light"): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale: "en-US", acceptDownloads: true });
}
