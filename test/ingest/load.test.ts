import { expect, test } from "vitest";
import { entities } from "../../ingest/entities/index.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const header = "order_id,customer_id,order_date,header_discount\n";

async function everything(workspace: Workspace): Promise<unknown[]> {
  return Promise.all(
    ["canonical.orders", "meta.load", "meta.quarantine", "meta.ingest_state"].map((table) =>
      workspace.rows(`from ${table} order by all`),
    ),
  );
}

test("every entity has its view, typed and empty, even when nothing was delivered", async () => {
  const workspace = await openWorkspace();
  await workspace.ingest();
  for (const { name, columns } of entities) {
    const described = await workspace.rows<{ column_name: string; column_type: string }>(`describe canonical.${name}`);
    expect(described.map((column) => [column.column_name, column.column_type])).toEqual([
      ["source", "VARCHAR"],
      ...Object.entries(columns).map(([column, { type }]) => [column, type]),
    ]);
  }
});

test("of rows with one key the later one counts; a broken row does not supersede a good one", async () => {
  const workspace = await openWorkspace();
  workspace.write(
    "sources/erp/orders.csv",
    `${header}1,A,2024-01-01,\n2,A,2024-01-01,\n1,B,2024-01-02,\n1,C,2024-01-03,\n2,B,never,\n`,
  );
  const summary = await workspace.ingest();
  expect(summary.loads).toMatchObject([
    {
      load_id: "L000001",
      rows_read: 5,
      rows_landed: 5,
      rows_staged: 2,
      rows_quarantined: 1,
      rows_superseded: 2,
      rows_deleted: 0,
    },
  ]);
  expect(await workspace.rows("select order_id, customer_id from canonical.orders order by 1")).toEqual([
    { order_id: "1", customer_id: "C" },
    { order_id: "2", customer_id: "A" },
  ]);
});

test("NULL counts as a value of a key", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/standard_costs.csv", "product_id,plant,unit_cost\nP,,1\nP,VIE,2\nP,,3\n");
  await workspace.ingest();
  expect(await workspace.rows("select plant, unit_cost from canonical.standard_costs order by 1 nulls first")).toEqual([
    { plant: null, unit_cost: "3.0000000000" },
    { plant: "VIE", unit_cost: "2.0000000000" },
  ]);
});

test("the same input again changes nothing", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", `${header}1,A,2024-01-01,\n2,A,x,\n`);
  await workspace.ingest();
  const before = await everything(workspace);
  const again = await workspace.ingest();
  expect(again).toMatchObject({
    loads: [],
    changed: false,
    quarantined: 0,
    waiting: 1,
    unchanged: [{ source: "erp", entity: "orders" }],
  });
  expect(await everything(workspace)).toEqual(before);
});

test("a new version replaces the old one; what it lacks is deleted; old quarantine dates stay", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", `${header}1,A,2024-01-01,\n2,A,x,\n3,A,2024-01-01,\n`);
  await workspace.ingest();
  const first = await workspace.rows("select quarantine_id, quarantined_at from meta.quarantine");
  workspace.write("sources/erp/orders.csv", `${header}2,A,x,\n3,B,2024-01-01,\n4,B,y,\n`);
  expect((await workspace.ingest()).loads).toMatchObject([
    { load_id: "L000002", rows_staged: 1, rows_deleted: 1, rows_quarantined: 2 },
  ]);
  expect(
    await workspace.rows("select quarantine_id, quarantined_at from meta.quarantine where row_number = 1"),
  ).toEqual(first);
  expect(await workspace.rows("select order_id, customer_id from canonical.orders")).toEqual([
    { order_id: "3", customer_id: "B" },
  ]);
});

test("--full loads again, --source and --entity restrict", async () => {
  const workspace = await openWorkspace("  erp: { connector: files }\n  crm: { connector: files }");
  workspace.write("sources/erp/orders.csv", `${header}1,A,2024-01-01,\n`);
  workspace.write("sources/erp/customers.csv", "customer_id\nA\n");
  workspace.write("sources/crm/accounts.csv", "account_id\nA\n");
  const loaded = async (options: Parameters<Workspace["ingest"]>[0]) =>
    (await workspace.ingest(options)).loads.map(({ source, entity }) => `${source}.${entity}`);
  expect(await loaded({ source: "erp", entity: "orders" })).toEqual(["erp.orders"]);
  expect(await loaded({ source: "crm" })).toEqual(["crm.accounts"]);
  expect(await loaded({})).toEqual(["erp.customers"]);
  expect(await loaded({ full: true })).toEqual(["erp.customers", "erp.orders", "crm.accounts"]);
});

test("a vanished file deletes its rows with a warning; an unreadable folder deletes nothing", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", `${header}1,A,2024-01-01,\n2,A,x,\n`);
  workspace.write("sources/erp/customers.csv", "customer_id\nA\n");
  await workspace.ingest();
  workspace.remove("sources/erp/orders.csv");
  const summary = await workspace.ingest();
  expect(summary.loads).toMatchObject([{ entity: "orders", rows_read: 0, rows_deleted: 1 }]);
  expect(workspace.warnings).toEqual([expect.stringContaining("orders is no longer delivered")]);
  expect(await workspace.rows("from canonical.orders")).toEqual([]);
  expect(await workspace.rows("from meta.quarantine")).toEqual([]);
  workspace.remove("sources/erp");
  const failed = await workspace.ingest();
  expect(failed).toMatchObject({ changed: false, failures: [{ code: "source_folder" }] });
  expect(await workspace.rows("select customer_id from canonical.customers")).toEqual([{ customer_id: "A" }]);
});

test("a source that left the project leaves the warehouse", async () => {
  const workspace = await openWorkspace("  erp: { connector: files }\n  crm: { connector: files }");
  workspace.write("sources/erp/customers.csv", "customer_id\nA\n");
  workspace.write("sources/crm/customers.csv", "customer_id\nB\n");
  await workspace.ingest();
  workspace.write("whalecurve.yaml", "name: t\nreporting_currency: EUR\nsources:\n  erp: { connector: files }\n");
  expect((await workspace.ingest()).loads).toMatchObject([{ source: "crm", rows_deleted: 1 }]);
  expect(await workspace.rows("select source, customer_id from canonical.customers")).toEqual([
    { source: "erp", customer_id: "A" },
  ]);
});

test("a failing load keeps what was loaded before", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", `${header}1,A,2024-01-01,\n`);
  await workspace.ingest();
  const before = await everything(workspace);
  workspace.write("sources/erp/orders.csv", "wrong,header\n1,2\n");
  expect((await workspace.ingest()).failures).toMatchObject([{ code: "missing_column" }]);
  expect(await everything(workspace)).toEqual(before);
});

test("two files for one entity are an error", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", header);
  workspace.write("sources/erp/orders.json", "[]");
  expect((await workspace.ingest()).failures).toMatchObject([{ code: "ambiguous_file" }]);
});

test("the source's currency and time zone apply, and changing them loads again", async () => {
  const workspace = await openWorkspace("  erp: { connector: files, currency: CHF, timezone: Europe/Zurich }");
  workspace.write(
    "sources/erp/orders.csv",
    "order_id,customer_id,order_date,updated_at\n1,C,2024-07-01,2024-07-01 10:00:00\n",
  );
  await workspace.ingest();
  const query = "select currency, updated_at from canonical.orders";
  expect(await workspace.rows(query)).toEqual([{ currency: "CHF", updated_at: "2024-07-01T08:00:00Z" }]);
  workspace.write("whalecurve.yaml", "name: t\nreporting_currency: USD\nsources:\n  erp: { connector: files }\n");
  expect((await workspace.ingest()).changed).toBe(true);
  expect(await workspace.rows(query)).toEqual([{ currency: "USD", updated_at: "2024-07-01T10:00:00Z" }]);
});

test("a derived file that was removed is made again", async () => {
  const workspace = await openWorkspace();
  workspace.write(
    "sources/erp/orders.csv",
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${header}1,A,2024-01-01,\n`, "utf16le")]),
  );
  await workspace.ingest();
  workspace.remove("data/raw");
  expect((await workspace.ingest()).changed).toBe(false);
  expect(await workspace.rows("select order_id from raw.erp__orders")).toEqual([{ order_id: "1" }]);
});
