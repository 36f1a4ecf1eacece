import { compare } from "./decimal.ts";

/** What a cell of a table is sorted and exported by. */
export type Scalar = string | number | boolean | null;

const decimalText = /^-?\d+(\.\d+)?$/;

function compareScalars(left: Scalar, right: Scalar): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [first, second] = [String(left), String(right)];
  if (decimalText.test(first) && decimalText.test(second)) return compare(first, second);
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The rows in the order of a sort text ("-net_revenue"); rows without a value come last either way. */
export function sorted<Row>(rows: readonly Row[], sort: string, value: (row: Row, name: string) => Scalar): Row[] {
  const descending = sort.startsWith("-");
  const name = descending ? sort.slice(1) : sort;
  return [...rows].sort((left, right) => {
    const [first, second] = [value(left, name), value(right, name)];
    const order = compareScalars(first, second);
    return descending && first !== null && second !== null ? -order : order;
  });
}

/** CSV (RFC 4180) of a table that was put together on the screen; missing values are empty, text is quoted as needed. */
export function csv(names: readonly string[], rows: readonly (readonly Scalar[])[]): string {
  const field = (value: Scalar) => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}
