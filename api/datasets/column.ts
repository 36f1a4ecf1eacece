import { z } from "zod";

export const columnTypes = [
  "text",
  "integer",
  "money",
  "decimal",
  "share",
  "boolean",
  "date",
  "timestamp",
  "json",
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** One column as users see it. Money is in the reporting currency; shares are fractions. */
export interface Column {
  name: string;
  type: ColumnType;
  label: string;
}

const registry = z.registry<{ type: ColumnType; label: string | undefined }>();
const exact = z.string().regex(/^-?\d+(\.\d+)?$/);

function builder<Schema extends z.ZodType>(schema: Schema, type: ColumnType) {
  return (label?: string): z.ZodNullable<Schema> => {
    const column = schema.nullable();
    registry.add(column as z.ZodType, { type, label });
    return column;
  };
}

/** Each makes a column of its type; without a label the column's name is shown. Missing values are null. */
export const text = builder(z.string(), "text");
export const integer = builder(z.int(), "integer");
export const money = builder(exact, "money");
export const decimal = builder(exact, "decimal");
export const share = builder(exact, "share");
export const boolean = builder(z.boolean(), "boolean");
export const date = builder(z.iso.date(), "date");
export const timestamp = builder(z.iso.datetime(), "timestamp");
/** A JSON document as text. */
export const json = builder(z.string(), "json");

/** The columns of a schema that was made with the builders above, in order. */
export function columnsOf(schema: z.ZodObject): Column[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const about = registry.get(field as z.ZodType);
    if (about === undefined) throw new TypeError(`column ${name} was not made by a column builder`);
    return { name, type: about.type, label: about.label ?? labelOf(name) };
  });
}

function labelOf(name: string): string {
  const words = name.replaceAll("_", " ").replace(/^cm(\d)$/, "Contribution margin $1");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
