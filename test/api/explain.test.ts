import { afterAll, beforeAll, expect, it } from "vitest";
import { explainOrder } from "../../api/explain/order.ts";
import { type Lease, SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "./company.ts";

const directory = temporaryDirectory();
const snapshots = new SnapshotReader(directory.path);
let lease: Lease;

beforeAll(async () => {
  await publish(directory.path, "b1", 12);
  lease = await snapshots.lease();
});
afterAll(() => {
  lease.release();
  snapshots.close();
  directory.remove();
});

it("gives the order, its lines, its entries and the source row of each document", async () => {
  const { order, lines, entries, documents } = await explainOrder(lease.tables, "erp:O0");
  expect(order).toMatchObject({ order_id: "erp:O0", source: "b1" });
  expect(lines.map((line) => line.order_line_id)).toEqual(["erp:L0", "erp:L1"]);
  expect(entries.map((entry) => [entry.step, entry.amount])).toEqual([
    ["invoice_revenue", "100.00"],
    ["product_cost", "-40.00"],
    ["rebate", "-3.00"],
  ]);
  expect(documents).toEqual([
    {
      source_document: "invoice_lines/erp:INV/1-1",
      entity: "invoice_lines",
      row: { source: "erp", invoice_line_id: "INV/1-1", net_amount: "100.000000" },
    },
    {
      source_document: "deliveries/erp:D1/L0/LOT1",
      entity: "deliveries",
      row: { source: "erp", delivery_id: "D1", order_line_id: "L0", lot_id: "LOT1", quantity: 5 },
    },
  ]);
});

it("finds a row whose key has a missing part", async () => {
  const { documents } = await explainOrder(lease.tables, "erp:O1");
  expect(documents.map((document) => document.row.quantity)).toEqual([6]);
});

it("accepts the id alone where only one source has it", async () => {
  expect((await explainOrder(lease.tables, "O11")).order.order_id).toBe("erp:O11");
});

it("refuses an unknown order", async () => {
  await expect(explainOrder(lease.tables, "erp:nothing")).rejects.toMatchObject({ code: "unknown_order" });
  await expect(explainOrder(lease.tables, "' or true --")).rejects.toMatchObject({ code: "unknown_order" });
});
