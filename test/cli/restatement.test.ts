import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runPipeline } from "../../cli/pipeline/run.ts";
import { silentLog } from "../../core/log.ts";
import { loadProject } from "../../core/project.ts";
import { Database } from "../../warehouse/duckdb/database.ts";
import type { Row } from "../../warehouse/duckdb/values.ts";
import { readPointer } from "../../warehouse/snapshot/publish.ts";

const minutes = 60_000;

/** Three orders of one customer: the first two were shipped from lot A, the third from lot B. */
const books: Record<string, string[]> = {
  customers: ["customer_id,name", "C,Customer"],
  products: ["product_id,base_uom", "P,pc"],
  orders: ["order_id,customer_id,order_date", "1,C,2026-03-01", "2,C,2026-03-02", "3,C,2026-04-01"],
  order_lines: ["order_line_id,order_id,product_id,quantity,unit_price", "1,1,P,10,9", "2,2,P,20,9", "3,3,P,30,9"],
  deliveries: [
    "delivery_id,order_line_id,lot_id,quantity,shipped_at",
    "1,1,A,10,2026-03-05",
    "2,2,A,20,2026-03-05",
    "3,3,B,30,2026-04-05",
  ],
  batch_costs: ["lot_id,product_id,unit_cost", "A,P,6", "B,P,6"],
  invoice_lines: [
    "invoice_line_id,invoice_id,kind,order_line_id,quantity,net_amount,posted_on",
    "1,1,invoice,1,10,90,2026-03-06",
    "2,2,invoice,2,20,180,2026-03-06",
    "3,3,invoice,3,30,270,2026-04-06",
  ],
};

describe("a figure that changes after it was published", () => {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-"));
  const clock = { now: () => new Date() };
  let time = Date.parse("2026-06-30T08:00:00Z");

  const deliver = (entity: string, lines: readonly string[]): void =>
    writeFileSync(join(directory, "sources/erp", `${entity}.csv`), `${lines.join("\n")}\n`);
  const without3 = (entity: string): string[] => (books[entity] ?? []).filter((line) => !line.startsWith("3,"));
  const policy = (text: string): void => writeFileSync(join(directory, "policy.yaml"), text);
  const run = (): Promise<{ buildId: string; changed: boolean }> => {
    time += 1000;
    const now = new Date(time);
    clock.now = () => now;
    return runPipeline({ project: loadProject(directory, {}), clock, log: silentLog, asOf: "2026-06-30" });
  };
  const published = async (sql: string): Promise<Row[]> => {
    const snapshots = join(directory, "data/snapshots");
    const database = await Database.open({ path: join(snapshots, readPointer(snapshots)?.file ?? ""), mode: "read" });
    try {
      return await (await database.connect()).rows(sql);
    } finally {
      database.close();
    }
  };
  const restatements = (): Promise<Row[]> =>
    published(`select order_line_id as line, step, reported, restated, delta, cause, source_document as document,
        recorded_at::varchar as recorded_at
      from marts.fct_profit_restatement order by recorded_at, line, step`);

  beforeAll(async () => {
    mkdirSync(join(directory, "sources/erp"), { recursive: true });
    writeFileSync(
      join(directory, "whalecurve.yaml"),
      "name: acme\nreporting_currency: EUR\nsources: { erp: { connector: files } }\n",
    );
    policy("closed_through: 2026-03\n");
    for (const [entity, lines] of Object.entries(books)) deliver(entity, lines);
    await run();
  }, 3 * minutes);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const productCost = { step: "product_cost", cause: "deliveries" };
  const dearer = [
    { line: "erp:1", reported: "-60.00", restated: "-70.00", delta: "-10.00", document: "deliveries/erp:1/1/A" },
    { line: "erp:2", reported: "-120.00", restated: "-140.00", delta: "-20.00", document: "deliveries/erp:2/2/A" },
  ].map((row) => ({ ...productCost, ...row, recorded_at: "2026-06-30 08:00:02" }));

  test("nothing is restated by what is published first", async () => {
    expect(await restatements()).toEqual([]);
  });

  test(
    "another cost of a lot restates exactly the lines that shipped it",
    async () => {
      deliver("batch_costs", ["lot_id,product_id,unit_cost", "A,P,7", "B,P,6"]);
      await run();
      expect(await restatements()).toEqual(dearer);
    },
    minutes,
  );

  test(
    "a run on unchanged input adds nothing",
    async () => {
      expect(await run()).toMatchObject({ changed: false });
      expect(await restatements()).toEqual(dearer);
    },
    minutes,
  );

  test(
    "a closed month keeps what was reported beside what it is now",
    async () => {
      const months = "select month, reported_cm4, restated_cm4, delta from marts.rpt_closed_month";
      expect(await published(months)).toEqual([
        { month: "2026-03-01", reported_cm4: "90.00", restated_cm4: "60.00", delta: "-30.00" },
      ]);
    },
    minutes,
  );

  test(
    "a line that is gone restates to nothing, a new one restates nothing, and changes sum to the whole difference",
    async () => {
      deliver("orders", [...(books.orders ?? []), "4,C,2026-05-01"]);
      deliver("order_lines", [...without3("order_lines"), "4,4,P,5,9"]);
      deliver("deliveries", [...without3("deliveries"), "4,4,A,5,2026-05-02"]);
      deliver("invoice_lines", without3("invoice_lines"));
      deliver("batch_costs", ["lot_id,product_id,unit_cost", "A,P,7.5", "B,P,6"]);
      await run();
      expect((await restatements()).slice(dearer.length)).toMatchObject([
        { line: "erp:1", reported: "-70.00", restated: "-75.00" },
        { line: "erp:2", reported: "-140.00", restated: "-150.00" },
        { line: "erp:3", step: "invoice_revenue", reported: "270.00", restated: "0.00", cause: "invoice_lines" },
        { line: "erp:3", step: "product_cost", reported: "-180.00", restated: "0.00", cause: "deliveries" },
      ]);
      expect(
        await published(`select order_line_id as line, sum(delta) as delta from marts.fct_profit_restatement
          where step = 'product_cost' group by line order by line`),
      ).toEqual([
        { line: "erp:1", delta: "-15.00" },
        { line: "erp:2", delta: "-30.00" },
        { line: "erp:3", delta: "180.00" },
      ]);
    },
    minutes,
  );

  test(
    "a policy restates too",
    async () => {
      const before = (await restatements()).length;
      policy("effort: { order_pool: sales, pools: { sales: { rate: 1 } } }\n");
      await run();
      const caused = (await restatements()).slice(before);
      expect(caused.map((row) => row.line)).toEqual(["erp:1", "erp:2", "erp:4"]);
      for (const row of caused) expect(row).toMatchObject({ step: "service_cost", cause: "policy" });
    },
    minutes,
  );
});
