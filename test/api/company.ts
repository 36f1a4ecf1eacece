import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ColumnType } from "../../api/datasets/column.ts";
import { datasets } from "../../api/datasets/index.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { identifier } from "../../warehouse/duckdb/sql.ts";

const types: Record<ColumnType, string> = {
  text: "varchar",
  json: "varchar",
  integer: "bigint",
  money: "decimal(18, 2)",
  decimal: "decimal(18, 6)",
  share: "decimal(9, 6)",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
};

/** A folder of snapshots that is deleted with `remove`. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "whalecurve-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Publishes a small company with that many orders; order `O<i>` of build `b` earned i × 1.01, every seventh is unknown. */
export async function publish(directory: string, buildId: string, orders: number): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const file = `${buildId}.duckdb`;
  const database = await Database.open({ path: join(directory, file), mode: "write" });
  const connection = await database.connect();
  await connection.execute("create schema marts");
  await connection.execute("create schema sources");
  for (const { name, columns } of datasets) {
    const described = columns.map((column) => `${identifier(column.name)} ${types[column.type]}`);
    await connection.execute(`create table marts.${name} (${described.join(", ")})`);
  }
  await fill(connection, buildId, orders);
  connection.close();
  database.close();
  const pointer = join(directory, "current.json");
  writeFileSync(`${pointer}.new`, JSON.stringify({ build_id: buildId, file }));
  renameSync(`${pointer}.new`, pointer);
}

async function fill(connection: Connection, buildId: string, orders: number): Promise<void> {
  const statements = [
    `insert into marts.meta_build by name
     select '${buildId}' as build_id, timestamp '2026-06-01 04:05:06' as built_at, date '2026-06-01' as as_of,
            'p0' as policy_hash, 'v0' as code_version, '[]' as sources`,
    "create type marts.channel as enum ('web', 'phone', 'fax')",
    "alter table marts.fct_order_profit alter column channel type marts.channel",
    `insert into marts.fct_order_profit by name
     select 'erp:O' || i as order_id, 'P' || i % 10 as party_id, 'Müller, "the" ' || i % 10 as party_name,
            date '2026-01-01' + (i % 100)::integer as order_date, (['web', 'phone', 'fax'])[1 + i % 3] as channel,
            case when i % 5 = 0 then null else 'closed' end as status, '${buildId}' as source, i % 4 as lines,
            case when i % 7 = 0 then null else (i * 1.01)::decimal(18, 2) * (case when i % 2 = 0 then 1 else -1 end) end
              as actual_profit,
            (i % 1000 / 1000)::decimal(9, 6) as cost_coverage
     from range(${orders}) numbers(i)`,
    `insert into marts.fct_order_line_profit by name
     select 'erp:L' || i as order_line_id, 'erp:O' || i // 2 as order_id, 10.5 as actual_profit from range(4) numbers(i)`,
    `insert into marts.fct_profit_entry by name
     select * from (values
       ('erp:L0', 'erp:O0', 'invoice_revenue', 100.00, date '2026-01-03', 'invoice_lines/erp:INV/1-1', 'invoice'),
       ('erp:L0', 'erp:O0', 'product_cost', -40.00, date '2026-01-02', 'deliveries/erp:D1/L0/LOT1', 'batch'),
       ('erp:L0', 'erp:O0', 'rebate', -3.00, date '2026-01-03', 'policy/rebates', 'accrued'),
       ('erp:L2', 'erp:O1', 'product_cost', -7.00, date '2026-01-02', 'deliveries/erp:D1/L2/', 'standard')
     ) entries(order_line_id, order_id, step, amount, effective_date, source_document, basis)`,
    `insert into marts.rpt_control by name
     select 'c' || i as control, 'warn' as status, timestamp '2026-06-01 04:05:06.000001' as checked_at
     from range(3) numbers(i)`,
    "create table marts.meta_entity (entity varchar, key_columns varchar)",
    `insert into marts.meta_entity values ('invoice_lines', '["invoice_line_id"]'),
       ('deliveries', '["delivery_id", "order_line_id", "lot_id"]'), ('orders', '["order_id"]')`,
    `create table sources.invoice_lines as
       select 'erp' as source, 'INV/1-1' as invoice_line_id, 100.00::decimal(18, 6) as net_amount`,
    `create table sources.deliveries as select * from (values
       ('erp', 'D1', 'L0', 'LOT1', 5), ('erp', 'D1', 'L2', null, 6), ('crm', 'D1', 'L0', 'LOT1', 7)
     ) rows(source, delivery_id, order_line_id, lot_id, quantity)`,
  ];
  for (const statement of statements) await connection.execute(statement);
}
