import { expect, test } from "vitest";
import { openWorkspace, type Workspace } from "./workspace.ts";

async function shop(template: string): Promise<Workspace> {
  const workspace = await openWorkspace(
    "  erp: { connector: files, path: export, tables: { Order: { file: Order.csv }, customers: { file: people.csv } } }",
  );
  workspace.write("export/Order.csv", 'Id,Who,Day,Amount\n1,C,05.01.2024,"1,5"\n2,C,06.01.2024,x\n');
  workspace.write("export/people.csv", "Number\nC\n");
  workspace.write("sources/erp/orders.sql", template);
  return workspace;
}

const good = `select Id as order_id, Who as customer_id,
  strptime(Day, '%d.%m.%Y')::date as order_date, replace(Amount, ',', '.') as header_discount
from <%= it.table('Order') %> -- all of them`;

test("a mapping makes an entity of a source-shaped table; its rows are checked like any other", async () => {
  const workspace = await shop(good);
  workspace.write("sources/erp/customers.sql", "select Number as customer_id from <%= it.table('customers') %>;\n");
  const summary = await workspace.ingest();
  expect(summary.failures).toEqual([]);
  expect(await workspace.rows("select order_id, order_date, header_discount from canonical.orders")).toEqual([
    { order_id: "1", order_date: "2024-01-05", header_discount: "1.500000" },
  ]);
  expect(await workspace.rows("select customer_id from canonical.customers")).toEqual([{ customer_id: "C" }]);
  expect(await workspace.reasons("orders")).toMatchObject([{ row: null, column: "header_discount", value: "x" }]);
  expect(await workspace.rows("select file from meta.quarantine")).toEqual([{ file: "Order.csv" }]);
  expect(await workspace.rows("select Day from raw.erp__Order order by 1 limit 1")).toEqual([{ Day: "05.01.2024" }]);
});

test("unchanged mapping and files load nothing; a changed mapping does", async () => {
  const workspace = await shop(good);
  await workspace.ingest();
  expect((await workspace.ingest()).changed).toBe(false);
  workspace.write("sources/erp/orders.sql", good.replace("Id as", "'O-' || Id as"));
  const summary = await workspace.ingest();
  expect(summary.tables).toEqual([]);
  expect(summary.loads).toMatchObject([{ entity: "orders", rows_staged: 1, rows_deleted: 1 }]);
});

test("an error in a mapping names file and line and shows the engine's message", async () => {
  const workspace = await shop("select Id as order_id,\n  Whom as customer_id\nfrom <%= it.table('Order') %>");
  const [failure] = (await workspace.ingest()).failures;
  expect(failure).toMatchObject({ code: "mapping_failed", where: "sources/erp/orders.sql:2" });
  expect(failure?.message).toContain("Whom");
});

test("an error while a mapping runs names file and line", async () => {
  const workspace = await shop(good.replace("replace(Amount, ',', '.')", "cast(Amount as int)"));
  expect((await workspace.ingest()).failures).toMatchObject([
    { code: "mapping_failed", where: "sources/erp/orders.sql:2" },
  ]);
});

test("wrong names in mappings are wrong configuration", async () => {
  const table = await shop("select 1\nfrom <%= it.table('Ordre') %>");
  await expect(table.ingest()).rejects.toMatchObject({
    code: "unknown_table",
    where: "sources/erp/orders.sql:2",
    exitCode: 2,
  });
  const entity = await shop(good);
  entity.write("sources/erp/order.sql", good);
  await expect(entity.ingest()).rejects.toMatchObject({ code: "unknown_entity", exitCode: 2 });
});

test("an entity that comes as a canonical file and as a mapping is an error", async () => {
  const workspace = await shop(good);
  workspace.write("export/orders.csv", "order_id,customer_id,order_date\n");
  expect((await workspace.ingest()).failures).toMatchObject([{ code: "ambiguous_entity" }]);
});

test("an appended table keeps earlier deliveries; of rows with one key the latest counts", async () => {
  const workspace = await openWorkspace(
    "  erp: { connector: files, path: drop, tables: { T: { file: t.csv, mode: append, key: [id] } } }",
  );
  workspace.write("sources/erp/customers.sql", "select id as customer_id, name from <%= it.table('T') %>");
  workspace.write("drop/t.csv", "id,name\n1,a\n2,b\n2,c\n");
  await workspace.ingest();
  workspace.write("drop/t.csv", "id,name\n3,d\n1,e\n");
  expect((await workspace.ingest()).tables).toMatchObject([{ rows_read: 5, rows_staged: 3, rows_superseded: 2 }]);
  expect(await workspace.rows("select customer_id, name from canonical.customers order by 1")).toEqual([
    { customer_id: "1", name: "e" },
    { customer_id: "2", name: "c" },
    { customer_id: "3", name: "d" },
  ]);
  workspace.write("drop/t.csv", "id,name\n1,a\n2,b\n2,c\n");
  expect((await workspace.ingest()).changed).toBe(false);
});
