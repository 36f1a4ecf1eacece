import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SnapshotReader } from "../../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "../../api/company.ts";

let directory: ReturnType<typeof temporaryDirectory>;
let reader: SnapshotReader;

beforeEach(() => {
  directory = temporaryDirectory();
  reader = new SnapshotReader(directory.path, { trustPointer: 0 });
});
afterEach(() => {
  reader.close();
  directory.remove();
});

async function ordersOf(lease: Awaited<ReturnType<SnapshotReader["lease"]>>): Promise<unknown> {
  const row = await lease.tables
    .selectFrom("marts.fct_order_profit")
    .select((select) => [select.fn.max("source").as("build"), select.fn.countAll().as("orders")])
    .executeTakeFirst();
  return row;
}

it("says that nothing has been published", async () => {
  await expect(reader.lease()).rejects.toMatchObject({ code: "no_data" });
});

it("keeps a leased snapshot readable after a new one is published and the old file deleted", async () => {
  await publish(directory.path, "b1", 5);
  const old = await reader.lease();
  await publish(directory.path, "b2", 7);
  rmSync(join(directory.path, "b1.duckdb"));
  const current = await reader.lease();
  expect(current).toMatchObject({ buildId: "b2", asOf: "2026-06-01", builtAt: "2026-06-01T04:05:06.000Z" });
  expect(await ordersOf(old)).toEqual({ build: "b1", orders: 5 });
  expect(await ordersOf(current)).toEqual({ build: "b2", orders: 7 });
  old.release();
  old.release();
  expect(await ordersOf(current)).toEqual({ build: "b2", orders: 7 });
  current.release();
});

it("lets nobody write, and reads no file", async () => {
  await publish(directory.path, "b1", 1);
  const lease = await reader.lease();
  const connection = await lease.pool.acquire();
  await expect(connection.execute("delete from marts.fct_order_profit")).rejects.toThrow("read-only");
  await expect(connection.rows("select * from read_text('/etc/hostname')")).rejects.toThrow("disabled");
  await expect(connection.execute("set enable_external_access = true")).rejects.toThrow();
  lease.pool.release(connection);
  lease.release();
});

it("shares its connections among more queries than it has", async () => {
  await publish(directory.path, "b1", 100);
  const lease = await reader.lease();
  const answers = await Promise.all(Array.from({ length: 40 }, () => ordersOf(lease)));
  expect(answers).toHaveLength(40);
  lease.release();
});

it("answers each of many concurrent readers from exactly one build while builds are swapped", async () => {
  await publish(directory.path, "b100", 100);
  let publishing = true;
  const seen = new Set<string>();
  const read = async (): Promise<void> => {
    while (publishing) {
      const lease = await reader.lease();
      try {
        const orders = Number(lease.buildId.slice(1));
        expect(await ordersOf(lease)).toEqual({ build: lease.buildId, orders });
        seen.add(lease.buildId);
      } finally {
        lease.release();
      }
    }
  };
  const readers = Array.from({ length: 12 }, read);
  for (let build = 101; build <= 108; build++) {
    await publish(directory.path, `b${build}`, build);
    for (const file of readdirSync(directory.path)) {
      if (file.endsWith(".duckdb") && file < `b${build - 1}`) rmSync(join(directory.path, file));
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  publishing = false;
  await Promise.all(readers);
  expect(seen.size).toBeGreaterThan(4);
}, 30_000);
