import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contractViolations } from "../../api/datasets/contract.ts";
import { datasets } from "../../api/datasets/index.ts";
import { Database } from "../../warehouse/duckdb/database.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "./company.ts";

const directory = temporaryDirectory();
const snapshots = new SnapshotReader(directory.path);

beforeAll(() => publish(directory.path, "b1", 1));
afterAll(() => {
  snapshots.close();
  directory.remove();
});

it("names every column that a snapshot lacks or holds with another type", async () => {
  const file = join(directory.path, "b1.duckdb");
  const database = await Database.open({ path: file, mode: "write" });
  const connection = await database.connect();
  await connection.execute("alter table marts.dim_party alter column credit_limit type double");
  await connection.execute("alter table marts.dim_party drop column tier");
  database.close();
  const lease = await snapshots.lease();
  expect(await contractViolations(lease.tables)).toEqual([
    "dim_party.tier is missing",
    "dim_party.credit_limit is DOUBLE, not money",
  ]);
  lease.release();
});

it("holds datasets whose names, columns and default orders are consistent", () => {
  expect(new Set(datasets.map((dataset) => dataset.name)).size).toBe(datasets.length);
  for (const dataset of datasets) {
    const names = dataset.columns.map((column) => column.name);
    expect(names).toEqual(Object.keys(dataset.schema.shape));
    for (const sorted of dataset.order?.split(",") ?? []) expect(names).toContain(sorted);
    for (const reserved of ["sort", "limit", "cursor", "format"]) expect(names).not.toContain(reserved);
  }
});
