import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPipeline } from "../../cli/pipeline/run.ts";
import { dataPaths, type Session } from "../../cli/session.ts";
import { systemClock } from "../../core/clock.ts";
import { silentLog } from "../../core/log.ts";
import { loadProject } from "../../core/project.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { readPointer } from "../../warehouse/snapshot/publish.ts";

const root = join(import.meta.dirname, "../..");
const data = process.env.ADVENTUREWORKS_DATA ?? join(root, "..", "shared", "data", "adventureworks");
const present = existsSync(join(data, "SalesOrderHeader.csv.gz"));
if (!present) process.stderr.write("skipped: AdventureWorks, as ADVENTUREWORKS_DATA names no folder with its files\n");

describe.skipIf(!present)("AdventureWorks gives the figures that are known of it", () => {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-adventureworks-"));
  let database: Database;
  let snapshot: Connection;

  beforeAll(async () => {
    cpSync(join(root, "fixtures/projects/adventureworks"), directory, { recursive: true });
    const project = loadProject(directory, { ADVENTUREWORKS_DATA: data });
    const session: Session = { project, log: silentLog, clock: systemClock, asOf: project.as_of ?? "2014-07-01" };
    await runPipeline(session);
    const { snapshots } = dataPaths(project);
    database = await Database.open({ path: join(snapshots, readPointer(snapshots)?.file ?? ""), mode: "read" });
    snapshot = await database.connect();
  }, 600_000);
  afterAll(() => {
    database?.close();
    rmSync(directory, { recursive: true });
  });

  it("orders, lines and customers", async () => {
    const counts =
      "select count(*) as orders, cast(sum(lines) as bigint) as lines, count(distinct party_id) as customers";
    expect(await snapshot.row(`${counts} from marts.fct_order_profit`)).toEqual({
      orders: 31465,
      lines: 121317,
      customers: 19119,
    });
  });

  it("revenue of lines rounded to the cent, and of the lines as stored", async () => {
    const rounded = await snapshot.row("select sum(invoice_revenue) as revenue from marts.fct_order_line_profit");
    expect(rounded).toEqual({ revenue: "109846380.90" });
    const stored = await snapshot.row(
      "select cast(sum(net_amount) as decimal(18, 2)) as revenue from sources.order_lines",
    );
    expect(stored).toEqual({ revenue: "109846381.40" });
  });

  it("standard cost in force at the order date, for 64 lines the last known one", async () => {
    const bases = await snapshot.rows(
      "select cost_basis, count(*) as lines from marts.fct_order_line_profit group by cost_basis order by cost_basis",
    );
    expect(bases).toEqual([
      { cost_basis: "last_known", lines: 64 },
      { cost_basis: "standard", lines: 121253 },
    ]);
    const unrounded = await snapshot.row(`
      with candidates as (
        select lines.order_line_id, lines.quantity, costs.unit_cost, row_number() over (
          partition by lines.order_line_id
          order by coalesce(costs.valid_to >= orders.order_date, true) desc, costs.valid_from desc
        ) as rank
        from sources.order_lines as lines
        inner join sources.orders as orders on orders.order_id = lines.order_id
        inner join sources.standard_costs as costs
          on costs.product_id = lines.product_id and costs.valid_from <= orders.order_date
      )
      select cast(sum(quantity * unit_cost) as decimal(18, 2)) as cost from candidates where rank = 1`);
    expect(unrounded).toEqual({ cost: "97288600.80" });
    const rounded = await snapshot.row("select sum(standard_cost) as cost from marts.fct_order_line_profit");
    expect(rounded).toEqual({ cost: "97288680.91" });
  });

  it("freight, charged and paid", async () => {
    const stored = await snapshot.row(
      "select cast(sum(charged_freight) as decimal(18, 2)) as freight from sources.orders",
    );
    expect(stored).toEqual({ freight: "3183430.25" });
    const sums = "select sum(charged_freight) as charged, sum(freight_cost) as paid from marts.fct_order_profit";
    expect(await snapshot.row(sums)).toEqual({ charged: "3183416.22", paid: "3183416.22" });
  });

  it("331 customers with a negative gross margin", async () => {
    const losing = await snapshot.row(
      `select count(*) as customers from (
         select party_id from marts.fct_order_profit group by party_id having sum(invoice_revenue - product_cost) < 0
       ) as losing`,
    );
    expect(losing).toEqual({ customers: 331 });
  });
});
