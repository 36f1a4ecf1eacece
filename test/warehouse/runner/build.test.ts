import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../../../warehouse/duckdb/database.ts";
import { build, lastBuild } from "../../../warehouse/runner/build.ts";
import { buildOptions, libraryOf, openWarehouse } from "./library.ts";

let database: Database;
beforeEach(async () => {
  database = await openWarehouse();
});
afterEach(() => database.close());

const doubled = {
  sql: "select order_id, amount * 2 as amount from <%= it.source('orders') %>",
  yaml: { key: ["order_id"] },
};

test("only what changed is made again: input, template or what stands before it", async () => {
  const library = libraryOf({
    doubled,
    total: "select sum(amount) as amount from <%= it.ref('doubled') %>",
    apart: "select 1 as a",
  });
  const options = await buildOptions(database, library);
  const names = async (): Promise<string> =>
    (await build(options)).models.map((made) => `${made.model} ${made.reason}`).join(", ");
  expect(await names()).toBe("apart new, doubled new, total new");
  expect(await build(options)).toMatchObject({ changed: false, status: "passed", models: [] });
  await options.connection.execute("update meta.ingest_state set load_id = 'L2'");
  expect(await names()).toBe("doubled changed, total changed");
  const apart = library.models.get("apart");
  if (apart !== undefined) apart.template = "select 2 as a";
  expect(await names()).toBe("apart changed");
  expect((await build({ ...options, fullRefresh: true })).models).toHaveLength(3);
});

test("a failed test fails the build, which stays failed until it is mended", async () => {
  const library = libraryOf({
    doubled: {
      ...doubled,
      yaml: { columns: { amount: { description: "a", tests: ["not_null", { accepted_values: [20] }] } } },
    },
  });
  const options = await buildOptions(database, library);
  const failed = await build(options);
  expect(failed.status).toBe("failed");
  expect(failed.checks.find((check) => check.failures > 0)).toMatchObject({
    test: "accepted_values_amount",
    failures: 1,
  });
  expect(JSON.parse(failed.checks.find((check) => check.failures > 0)?.examples ?? "")).toMatchObject([
    { order_id: "2" },
  ]);
  expect((await build(options)).status).toBe("failed");
  await options.connection.execute("delete from canonical.orders where order_id = '2'");
  await options.connection.execute("update meta.ingest_state set load_id = 'L2'");
  expect((await build(options)).status).toBe("passed");
});

test("a build of some models never makes a failed one pass, nor passes for a whole one", async () => {
  const library = libraryOf({
    doubled: { ...doubled, yaml: { tests: [{ name: "small", expression: "amount < 30" }] } },
    apart: "select 1 as a",
  });
  const options = await buildOptions(database, library);
  const status = async (): Promise<string | undefined> => (await lastBuild(options.connection))?.status;
  await build(options);
  expect(await status()).toBe("failed");
  await build({ ...options, select: "apart" });
  expect(await status()).toBe("failed");
  await build({ ...options, select: "apart", fullRefresh: true });
  expect(await status()).toBe("partial");
  expect((await build(options)).status).toBe("failed");
  await options.connection.execute("delete from canonical.orders where order_id = '2'");
  await options.connection.execute("update meta.ingest_state set load_id = 'L2'");
  expect((await build(options)).status).toBe("passed");
  expect(await status()).toBe("passed");
});

test("every kind of test finds its wrong rows", async () => {
  const library = libraryOf({
    parent: "select '1' as order_id",
    child: {
      sql: "select order_id, amount from <%= it.source('orders') %> union all select '1', null",
      yaml: {
        key: ["order_id"],
        columns: {
          order_id: { description: "x", tests: ["unique", { relationships: { to: "parent", column: "order_id" } }] },
          amount: { description: "x", tests: [{ not_null: { where: "order_id = '1'" } }] },
        },
        tests: [
          { name: "small", expression: "amount < 15" },
          { name: "none", query: "select * from <%= it.ref('child') %> where amount = 10", severity: "warn" },
        ],
      },
    },
  });
  const { checks } = await build(await buildOptions(database, library));
  expect(Object.fromEntries(checks.map((check) => [`${check.test} ${check.severity}`, check.failures]))).toEqual({
    "unique_order_id error": 1,
    "relationships_order_id error": 1,
    "not_null_amount error": 1,
    "small error": 1,
    "none warn": 1,
  });
});

test("a mistake in SQL names the template's file and line and shows the compiled SQL", async () => {
  const library = libraryOf({ broken: "select\n  order_id,\n  ammount\nfrom <%= it.source('orders') %>" });
  await expect(build(await buildOptions(database, library))).rejects.toThrow(
    /models\/marts\/broken\.sql:3: .*ammount[\s\S]*3 > {3}ammount[\s\S]*compile --select broken/,
  );
});

test("a YAML that names a column that the model lacks is an error", async () => {
  const library = libraryOf({ doubled: { ...doubled, yaml: { columns: { amont: "typo" } } } });
  await expect(build(await buildOptions(database, library))).rejects.toThrow(
    /doubled\.yaml: the model has no column amont; it has: order_id, amount/,
  );
});

test("a view may become a table and a removed model is forgotten", async () => {
  const options = await buildOptions(
    database,
    libraryOf({ a: { sql: "select 1 as x", yaml: { materialized: "view" } }, b: "select 1 as y" }),
  );
  await build(options);
  await build({ ...options, library: libraryOf({ a: "select 1 as x" }) });
  const standing = await options.connection.rows(
    "select table_name, table_type from information_schema.tables where table_schema = 'marts'",
  );
  expect(standing).toEqual([{ table_name: "a", table_type: "BASE TABLE" }]);
});

test("unit tests give rows and expect rows, whatever the warehouse holds", async () => {
  const unit = (amount: string) => ({
    ...doubled,
    yaml: {
      unit_tests: [
        { name: "twice", given: { orders: [{ order_id: "9", amount: "1.25" }] }, expect: [{ order_id: "9", amount }] },
      ],
    },
  });
  const right = await build(await buildOptions(database, libraryOf({ doubled: unit("2.50") })));
  expect(right).toMatchObject({ status: "passed", unitTests: [{ test: "twice", differences: [] }] });
  const wrong = await build(await buildOptions(database, libraryOf({ doubled: unit("2.51") })));
  expect(wrong.status).toBe("failed");
  expect(wrong.unitTests[0]?.differences).toEqual([
    'missing {"order_id":"9","amount":2.51}',
    'unexpected {"order_id":"9","amount":2.50}',
  ]);
});
