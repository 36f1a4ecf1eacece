import { join } from "node:path";
import { dataPaths } from "../../cli/session.ts";
import { ingest } from "../../ingest/ingest.ts";
import { literal } from "../../warehouse/duckdb/sql.ts";
import { type Bench, compared, seconds } from "./stopwatch.ts";

const columns = {
  order_line_id: "varchar",
  order_id: "varchar",
  line_no: "bigint",
  product_id: "varchar",
  product_version: "varchar",
  quantity: "decimal(18, 6)",
  uom: "varchar",
  list_price: "decimal(24, 10)",
  grade_price: "decimal(24, 10)",
  agreed_price: "decimal(24, 10)",
  unit_price: "decimal(24, 10)",
  requested_date: "date",
  promised_date: "date",
  shipped_date: "date",
  erp_margin: "decimal(18, 6)",
};

/** Order lines into checked staging, against the engine's own typed read of the same file. */
export const benchIngest: Bench = async ({ directory, session, database, connection }) => {
  const file = join(directory, "sources/erp_vienna/order_lines.csv");
  const header = (
    await connection.rows<{ name: string }>(
      `select unnest(string_split(content, ',')) as name from (select split_part(content, chr(10), 1) as content from read_text(${literal(file)}))`,
    )
  ).map(({ name }) => name.trim());
  const types = header.map((name) => `'${name}': '${columns[name as keyof typeof columns] ?? "varchar"}'`).join(", ");
  const typed = await seconds(() =>
    connection.execute(
      `create or replace temp table typed as select * from read_csv(${literal(file)}, header = true, ignore_errors = true, columns = {${types}})`,
    ),
  );
  await connection.execute("drop table typed");
  const options = {
    project: session.project,
    database,
    clock: session.clock,
    log: session.log,
    archiveDirectory: dataPaths(session.project).raw,
  };
  const checked = await seconds(() => ingest({ ...options, source: "erp_vienna", entity: "order_lines" }));
  const all = await seconds(() => ingest(options));
  return [
    compared("order lines of one ERP into checked staging", checked, typed, "the engine's own typed read"),
    `everything else into checked staging: ${all.toFixed(1)} s`,
  ];
};
