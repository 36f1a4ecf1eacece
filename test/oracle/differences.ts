import { Decimal } from "decimal.js";
import type { Row } from "../../warehouse/duckdb/values.ts";
import type { MartRows } from "./marts.ts";
import type { computeProfit } from "./oracle.ts";

type Profit = ReturnType<typeof computeProfit>;

const keys: Record<keyof MartRows, string[]> = {
  entries: ["order_line_id", "order_id", "party_id", "step", "amount", "effective_date", "source_document"],
  lines: ["order_line_id"],
  orders: ["order_id"],
  intercompany: ["order_id"],
  customerMonths: ["party_id", "month"],
  unassigned: ["pool", "month"],
};

/** Every cell in which the marts and the oracle differ, one line each; columns that only the marts have are not compared. */
export function differences(expected: Profit, actual: MartRows): string[] {
  return (Object.keys(keys) as (keyof MartRows)[]).flatMap((table) => {
    const oracle = counted(expected[table] as unknown as Row[], keys[table]);
    const marts = counted(actual[table], keys[table]);
    const all = [...new Set([...oracle.keys(), ...marts.keys()])].sort();
    return all.flatMap((key) => {
      const left = oracle.get(key);
      const right = marts.get(key);
      if (left === undefined) return [`${table} ${key}: only in the marts (${right?.count})`];
      if (right === undefined) return [`${table} ${key}: only in the oracle (${left.count})`];
      if (table === "entries")
        return left.count === right.count ? [] : [`${table} ${key}: ${left.count} ≠ ${right.count}`];
      return Object.keys(left.row)
        .filter((column) => column in right.row && !same(column, left.row[column], right.row[column]))
        .map(
          (column) => `${table} ${key} ${column}: oracle ${text(left.row[column])}, marts ${text(right.row[column])}`,
        );
    });
  });
}

function counted(rows: readonly Row[], key: readonly string[]): Map<string, { row: Row; count: number }> {
  const result = new Map<string, { row: Row; count: number }>();
  for (const row of rows) {
    const name = key.map((column) => text(row[column])).join(" | ");
    const known = result.get(name);
    if (known === undefined) result.set(name, { row, count: 1 });
    else known.count += 1;
  }
  return result;
}

function same(column: string, left: unknown, right: unknown): boolean {
  if (typeof left === "string" && typeof right === "string") {
    // The marts keep quantities with six places; where less than one base unit was costed, their ratio shows it.
    if (column === "cost_coverage") return new Decimal(left).minus(right).abs().lte("0.00001");
    if (column === "quantity")
      return new Decimal(left).toFixed(6, Decimal.ROUND_HALF_UP) === new Decimal(right).toFixed(6);
  }
  return text(left) === text(right);
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "∅";
  if (typeof value === "string" && /^-?\d+\.\d+$/.test(value))
    return value.replace(/0+$/, "").replace(/\.$/, "").replace(/^-0$/, "0");
  return String(value);
}
