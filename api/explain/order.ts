import { type Kysely, sql } from "kysely";
import { WhalecurveError } from "../../core/error.ts";
import type { Row } from "../../warehouse/duckdb/values.ts";
import type { Tables } from "../../warehouse/snapshot/reader.ts";
import type { Dataset } from "../datasets/dataset.ts";
import orderLineProfit from "../datasets/fct_order_line_profit.ts";
import orderProfit from "../datasets/fct_order_profit.ts";
import profitEntry from "../datasets/fct_profit_entry.ts";
import intercompany from "../datasets/rpt_intercompany.ts";
import { findDocuments, type SourceDocument } from "./documents.ts";

/** An order's profit down to the source rows behind every amount. */
export interface OrderExplanation {
  order: Row;
  lines: Row[];
  /** Every event in the order of the mart; `amount` is its effect on profit. */
  entries: Row[];
  documents: SourceDocument[];
}

/**
 * Explains an order given as `<source>:<id>`; the id alone will do where only one source has it.
 * @throws WhalecurveError `unknown_order`.
 */
export async function explainOrder(tables: Kysely<Tables>, id: string): Promise<OrderExplanation> {
  const order = (await findOrder(tables, orderProfit, id)) ?? (await findOrder(tables, intercompany, id));
  if (order === undefined) {
    throw new WhalecurveError({
      code: "unknown_order",
      what: `there is no order "${id}"`,
      hint: "give its id as <source>:<id>, as in the column order_id of fct_order_profit",
    });
  }
  const orderId = String(order.order_id);
  const lines = await rowsOf(tables, orderLineProfit, orderId);
  const entries = await rowsOf(tables, profitEntry, orderId);
  const names = entries.map((entry) => entry.source_document).filter((name) => typeof name === "string");
  return { order, lines, entries, documents: await findDocuments(tables, [...new Set(names)]) };
}

async function findOrder(tables: Kysely<Tables>, dataset: Dataset, id: string): Promise<Row | undefined> {
  const exact = await rowsOf(tables, dataset, id);
  if (exact.length > 0) return exact[0];
  const bare = await select(tables, dataset)
    .where(sql<boolean>`ends_with(order_id, ${`:${id}`})`)
    .limit(sql.lit(2))
    .execute();
  return bare.length === 1 ? (bare[0] as Row) : undefined;
}

async function rowsOf(tables: Kysely<Tables>, dataset: Dataset, orderId: string): Promise<Row[]> {
  const query = select(tables, dataset).where(sql<boolean>`order_id = ${orderId}`);
  return (await query.orderBy("row_position").execute()) as Row[];
}

function select(tables: Kysely<Tables>, dataset: Dataset) {
  return tables.selectFrom(dataset.source(tables).as("dataset")).select(dataset.columns.map((column) => column.name));
}
