import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { whalecurve } from "../cli/program.ts";
import {
  buildDashboards,
  complaints,
  executablePath,
  openBrowser,
  reader,
  type Scheme,
  serveSnapshots,
  settled,
} from "./site.ts";

const patience = { timeout: 20_000 };
const minutes = 60_000;
const reason = executablePath === undefined ? " (skipped: no Chromium on this machine)" : "";

interface Answer {
  data: Record<string, string>[];
  row_count: number;
}

describe.skipIf(executablePath === undefined)(
  `the dashboards of a generated company${reason}`,
  { timeout: 3 * minutes },
  () => {
    const directory = mkdtempSync(join(tmpdir(), "whalecurve-"));
    const dashboards = join(directory, "dashboards");
    const project = join(directory, "company");
    let browser: Browser;
    let server: FastifyInstance;
    let url: string;

    const dataset = async (query: string): Promise<Answer> =>
      (await (await fetch(`${url}/api/v1/datasets/${query}`)).json()) as Answer;
    const first = async (query: string): Promise<Record<string, string>> =>
      (await dataset(`${query}&limit=1`)).data[0] ?? {};
    const whole = (amount: string | undefined): string =>
      new Intl.NumberFormat("en-US", { style: "currency", currency: "EUR", maximumFractionDigits: 0 }).format(
        Number(amount),
      );
    const exact = (amount: string | undefined): string =>
      new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 }).format(Number(amount));
    const text = (page: Page, selector = "main"): Promise<string> => page.locator(selector).first().innerText();

    /** A page of a reader who leaves when the test ends, with what the browser complained about. */
    async function visit(
      path: string,
      width = 1280,
      scheme: Scheme = "light",
    ): Promise<[page: Page, problems: string[]]> {
      const context = await reader(browser, width, scheme);
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const problems = complaints(page);
      await page.goto(url + path);
      await settled(page);
      return [page, problems];
    }

    beforeAll(async () => {
      const [outcome] = await Promise.all([
        whalecurve("demo", project, "--orders", "1500", "--no-serve"),
        buildDashboards(dashboards),
      ]);
      expect(outcome).toMatchObject({ code: 0 });
      ({ server, url } = await serveSnapshots(join(project, "data/snapshots"), dashboards));
      browser = await openBrowser();
    }, 10 * minutes);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
      rmSync(directory, { recursive: true, force: true });
    });

    describe.each([
      [1280, "light"],
      [1280, "dark"],
      [390, "light"],
      [390, "dark"],
    ] as const)("at %i px, %s", (width, scheme) => {
      test("every page shows its main figures, and the browser complains about nothing", async () => {
        const worst = await first("rpt_whale_curve?sort=-rank");
        const order = await first("fct_order_profit?sort=actual_profit");
        const control = await first("rpt_control?sort=-findings");
        const [parties, orders, grades] = await Promise.all(
          ["dim_party", "fct_order_profit", "price_grades"].map((name) => dataset(`${name}?limit=1`)),
        );
        const findings = (await fetch(`${url}/api/v1/datasets/rpt_control_finding?limit=1`)).ok;
        const count = (answer: Answer | undefined): string => (answer?.row_count ?? 0).toLocaleString("en-US");
        const pages: readonly (readonly [path: string, charts: number, shown: readonly string[]])[] = [
          ["/", 4, [worst.name ?? "", whole(worst.cumulative_profit), "Largest loss makers", "Company profit"]],
          ["/customers", 0, [`${count(parties)} customers`]],
          [
            `/customers/${encodeURIComponent(worst.party_id ?? "")}`,
            2,
            [worst.name ?? "", whole(worst.cm4), "What sets it apart", "Why this tier"],
          ],
          ["/orders", 0, [`${count(orders)} orders`]],
          [
            `/orders/${encodeURIComponent(order.order_id ?? "")}`,
            1,
            [exact(order.net_revenue), exact(order.actual_profit), "Behind each step"],
          ],
          ["/products", 1, ["Revenue and margin", "products"]],
          ["/pricing", 0, [`${count(grades)} customers`, "Change", "Keep", "Hold"]],
          ["/data", 0, ["Controls passed", "Rows in quarantine", "This build", control.title ?? ""]],
          ...(findings ? [[`/data/${control.control}`, 0, [control.title ?? "", "findings"]] as const] : []),
        ];
        const context = await reader(browser, width, scheme);
        onTestFinished(() => context.close());
        const page = await context.newPage();
        const problems = complaints(page);
        for (const [path, charts, shown] of pages) {
          await page.goto(url + path);
          await settled(page);
          const words = await text(page);
          for (const word of shown) expect(words, path).toContain(word);
          expect(await page.locator(".chart-surface svg").count(), path).toBeGreaterThanOrEqual(charts);
          expect(await page.locator(".skeleton, .state[role=alert]").count(), path).toBe(0);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
          expect(problems, path).toEqual([]);
        }
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(ground).toBe(scheme === "light" ? "rgb(243, 246, 248)" : "rgb(11, 19, 25)");
      });
    });

    test("a manager finds the largest loss maker and why in three clicks, and the document behind it in one more", async () => {
      const worst = await first("rpt_whale_curve?sort=-rank");
      const [page, problems] = await visit("/");
      await page.locator(".story a").click();
      await page.waitForURL(`**/customers/${encodeURIComponent(worst.party_id ?? "")}`);
      const why = page.getByRole("region", { name: "What sets it apart" }).first();
      await why.getByText("Together").waitFor();
      expect(await text(page, "h1")).toContain(worst.name);
      expect(await text(page, ".figures")).toContain(whole(worst.cm4));

      await page.getByRole("region", { name: "Orders" }).locator("tbody a").first().click();
      await page.waitForURL("**/orders/**");
      const step = page
        .locator("details.step")
        .filter({ has: page.locator("a[aria-haspopup]") })
        .first();
      await step.waitFor();
      if ((await step.getAttribute("open")) === null) await step.locator("summary").click();
      const link = step.locator("a[aria-haspopup]").first();
      const name = await link.innerText();
      await link.click();
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      expect(await dialog.innerText()).toContain(name);
      expect(await dialog.locator("dt").count()).toBeGreaterThan(3);
      expect(page.url()).toContain("document=");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      expect(page.url()).not.toContain("document=");
      expect(problems).toEqual([]);
    });

    test("a click on the whale curve opens a customer; back returns", async () => {
      const [page, problems] = await visit("/");
      const curve = page.getByRole("img", { name: /Cumulative profit rises/ });
      const box = await curve.boundingBox();
      if (box === null) throw new Error("the whale curve is not drawn");
      await page.mouse.move(box.x + box.width - 18, box.y + box.height / 2, { steps: 4 });
      await page.mouse.down();
      await page.mouse.up();
      await page.waitForURL("**/customers/**");
      await page.goBack();
      await page.locator(".story a").waitFor();
      expect(problems).toEqual([]);
    });

    test("filters, order and page of a table stand in the address and in its export", async () => {
      const [page, problems] = await visit("/orders");
      const rows = page.locator("tbody tr");
      await page.getByLabel("Loss-making only").check();
      await page.waitForURL("**losing=1**");
      const head = page.getByRole("columnheader", { name: "Actual profit" });
      await head.getByRole("link").click();
      await page.waitForURL("**sort=-actual_profit**");
      await head.getByRole("link").click();
      await page.waitForURL("**sort=actual_profit**");
      const worst = await first("fct_order_profit?sort=actual_profit");
      await expect.poll(() => rows.first().innerText(), patience).toContain(exact(worst.actual_profit));
      const losing = await dataset("fct_order_profit?actual_profit.lt=0&limit=1");
      expect(await text(page, "h2")).toBe(`${losing.row_count.toLocaleString("en-US")} orders`);

      await page.getByRole("link", { name: "Next" }).click();
      await page.waitForURL("**page=2**");
      await expect.poll(() => text(page, ".pager"), patience).toContain("51–");
      const second = await rows.first().innerText();
      await page.reload();
      await settled(page);
      expect(await rows.first().innerText()).toBe(second);
      expect(await text(page, ".pager")).toContain("51–");

      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "CSV" }).click();
      const lines = readFileSync(await (await download).path(), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines.length).toBe(losing.row_count + 1);
      expect(lines[1]).toContain(worst.order_id);

      await page.goBack();
      await page.waitForURL((address) => !address.search.includes("page=2"));
      expect(problems).toEqual([]);
    });

    test("search narrows while typing, and the product list exports what it shows", async () => {
      const [page, problems] = await visit("/products");
      const product = (await first("dim_product?active=true")).name ?? "";
      await page.getByLabel("Name or SKU contains").fill(product);
      await page.waitForURL("**search=**");
      const shown = page.locator("tbody tr");
      await expect
        .poll(async () => (await shown.allInnerTexts()).every((row) => row.includes(product)), patience)
        .toBe(true);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "CSV" }).click();
      const lines = readFileSync(await (await download).path(), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines.length).toBe((await shown.count()) + 1);
      expect(problems).toEqual([]);
    });

    test("the keyboard reaches the content past the navigation; the theme is kept", async () => {
      const [page] = await visit("/customers");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
      await page.getByRole("button", { name: "Theme: system" }).click();
      await page.getByRole("button", { name: "Theme: light" }).click();
      await page.reload();
      await settled(page);
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    });

    test("what is not there, fails or matches nothing says so, and what to do", async () => {
      const [page] = await visit("/customers/nobody");
      expect(await text(page)).toContain("Not found");
      await page.goto(`${url}/orders/none`);
      await settled(page);
      expect(await text(page)).toContain("Not found");
      await page.goto(`${url}/nowhere`);
      await settled(page);
      expect(await text(page)).toContain("There is no page at this address.");
      await page.goto(`${url}/customers?name=no-such-customer`);
      await settled(page);
      expect(await text(page)).toContain("Nothing matches these filters.");
      await page.route("**/rpt_whale_curve*", (route) => route.abort());
      await page.goto(url);
      await settled(page);
      expect(await text(page)).toContain("The server does not answer");
      await page.unroute("**/rpt_whale_curve*");
      await page.getByRole("button", { name: "Try again" }).first().click();
      await page.locator(".story a").waitFor();
    });

    test("without a published build the reader is told how to get one", async () => {
      const empty = join(directory, "empty");
      mkdirSync(empty);
      const unpublished = await serveSnapshots(empty, dashboards);
      onTestFinished(() => unpublished.server.close());
      const context = await reader(browser, 1280);
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const problems = complaints(page);
      await page.goto(unpublished.url);
      await settled(page);
      expect(await text(page)).toContain("No figures have been published yet");
      expect(problems).toEqual([]);
    });
  },
);
