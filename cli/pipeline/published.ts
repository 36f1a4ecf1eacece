import { existsSync } from "node:fs";
import { join } from "node:path";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Connection } from "../../warehouse/duckdb/database.ts";
import { identifier, literal } from "../../warehouse/duckdb/sql.ts";
import { minorUnit } from "../../warehouse/runner/compile.ts";
import { readPointer } from "../../warehouse/snapshot/publish.ts";
import { dataPaths, type Session } from "../session.ts";
import type { Warehouse } from "./warehouse.ts";

const waterfall = [
  "invoice_revenue",
  "charged_freight",
  "returns_credit",
  "price_credit",
  "cash_discount",
  "rebate",
  "product_cost",
  "freight_cost",
  "packaging_cost",
  "other_direct_cost",
  "service_cost",
  "complaint_cost",
  "receivable_cost",
  "credit_loss",
];

/** What models may read of the last publication, as `it.source('published.<table>')`: the columns and their types. */
function tablesOf(money: string): Record<string, Record<string, string>> {
  const step = { order_line_id: "varchar", step: "varchar" };
  return {
    meta_build: {
      build_id: "varchar",
      built_at: "timestamp",
      as_of: "date",
      policy_hash: "varchar",
      sources: "varchar",
    },
    fct_order_line_profit: {
      order_line_id: "varchar",
      maturity: "varchar",
      ...Object.fromEntries(waterfall.map((name) => [name, money])),
    },
    fct_profit_entry: { ...step, amount: money, effective_date: "date", source_document: "varchar" },
    fct_profit_restatement: {
      ...step,
      reported: money,
      restated: money,
      delta: money,
      cause: "varchar",
      source_document: "varchar",
      recorded_at: "timestamp",
    },
    rpt_closed_month: { party_id: "varchar", month: "date", reported_cm4: money },
  };
}

/**
 * Lets models read what was published last, under `published`, while `work` is under way. Where nothing has been published,
 * or a former version published no such table, it is empty. Nothing of this stays in the warehouse.
 * @throws WhalecurveError `broken_snapshot` when what was published last cannot be read.
 */
export async function withPublished<Result>(
  session: Session,
  { connection }: Warehouse,
  work: () => Promise<Result>,
): Promise<Result> {
  await detach(connection);
  try {
    await attach(session, connection);
    return await work();
  } finally {
    await detach(connection);
  }
}

async function attach({ project }: Session, connection: Connection): Promise<void> {
  const { snapshots } = dataPaths(project);
  const pointer = readPointer(snapshots);
  if (pointer !== undefined) await attachSnapshot(connection, join(snapshots, pointer.file));
  const standing = await connection.rows<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_catalog = 'last_snapshot' and table_schema = 'marts'`,
  );
  const known = new Set(standing.map(({ name }) => name));
  await connection.execute("attach ':memory:' as published");
  for (const [table, columns] of Object.entries(tablesOf(`decimal(18, ${minorUnit(project.reporting_currency)})`))) {
    const listed = Object.entries(columns).map(([name, type]) => ({ name, quoted: identifier(name), type }));
    const definition = listed.every(({ name }) => known.has(`${table}.${name}`))
      ? `view published.${table} as select ${listed.map(({ quoted, type }) => `cast(${quoted} as ${type}) as ${quoted}`).join(", ")} from last_snapshot.marts.${table}`
      : `table published.${table} (${listed.map(({ quoted, type }) => `${quoted} ${type}`).join(", ")})`;
    await connection.execute(`create ${definition}`);
  }
}

async function attachSnapshot(connection: Connection, file: string): Promise<void> {
  const refuse = (what: string, cause?: unknown) =>
    new WhalecurveError({
      code: "broken_snapshot",
      where: file,
      what,
      hint: "run `whalecurve publish`, or bring the file back from a backup: it says what was reported. Without it, delete current.json beside it: restatements then begin anew",
      cause,
    });
  if (!existsSync(file)) throw refuse("what was published last is gone");
  await connection.execute(`attach ${literal(file)} as last_snapshot (read_only)`).catch((thrown: unknown) => {
    throw refuse(`what was published last cannot be read: ${messageOf(thrown).split("\n")[0]}`, thrown);
  });
}

async function detach(connection: Connection): Promise<void> {
  for (const name of ["published", "last_snapshot"]) await connection.execute(`detach database if exists ${name}`);
}
