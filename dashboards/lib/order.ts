/** What a cell of a table is sorted and exported by. */
export type Scalar = string | number | boolean | null;

const decimalText = /^-?\d+(\.\d+)?$/;

/** Decimal text is ordered as the number that it is; only the order is taken from it, so a float will do. */
function comparable(value: Scalar): string | number | null {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" && decimalText.test(value) ? Number(value) : value;
}

function compareKnown(left: string | number, right: string | number): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right));
}

/** The rows in the order of a sort text ("-net_revenue"); rows without a value come last either way. */
export function sorted<Row>(rows: readonly Row[], sort: string, value: (row: Row, name: string) => Scalar): Row[] {
  const descending = sort.startsWith("-");
  const name = descending ? sort.slice(1) : sort;
  return rows
    .map((row) => ({ row, key: comparable(value(row, name)) }))
    .sort((left, right) => {
      if (left.key === null || right.key === null) return left.key === right.key ? 0 : left.key === null ? 1 : -1;
      const order = compareKnown(left.key, right.key);
      return descending ? -order : order;
    })
    .map(({ row }) => row);
}

/** CSV (RFC 4180) of a table that was put together on the screen; missing values are empty, text is quoted as needed. */
export function csv(names: readonly string[], rows: readonly (readonly Scalar[])[]): string {
  const field = (value: Scalar) => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}
