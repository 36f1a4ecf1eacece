import { z } from "zod";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.date().transform((day) => day.toISOString())]);
const rows = z.array(z.record(z.string(), cell));
const severity = z.enum(["error", "warn"]).default("error");
const columnTest = z.union([
  z.enum(["not_null", "unique"]),
  z.strictObject({ not_null: z.strictObject({ where: z.string().optional(), severity }) }),
  z.strictObject({ accepted_values: z.array(z.union([z.string(), z.number()])) }),
  z.strictObject({ relationships: z.strictObject({ to: z.string(), column: z.string() }) }),
]);
const modelTest = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/, "expected lower-case letters, digits and _"),
  /** A condition that every row must meet. */
  expression: z.string().optional(),
  /** A template of a query that returns the rows that are wrong. */
  query: z.string().optional(),
  severity,
});
const unitTest = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  given: z.record(z.string(), rows),
  policy: z.record(z.string(), z.unknown()).optional(),
  as_of: z.string().optional(),
  expect: rows,
});

/** What stands in the YAML beside a model. */
export const modelSchema = z.strictObject({
  description: z.string(),
  grain: z.string(),
  key: z.array(z.string()).min(1).optional(),
  materialized: z.enum(["view", "table"]).default("view"),
  enabled: z.boolean().default(true),
  tags: z.array(z.string()).default([]),
  columns: z
    .record(
      z.string(),
      z.union([
        z.string().transform((description) => ({ description, tests: [] as z.output<typeof columnTest>[] })),
        z.strictObject({ description: z.string(), tests: z.array(columnTest).default([]) }),
      ]),
    )
    .default({}),
  tests: z.array(modelTest).default([]),
  unit_tests: z.array(unitTest).default([]),
});

export type ModelOptions = z.output<typeof modelSchema>;
export type ColumnTest = z.output<typeof columnTest>;
export type UnitTest = z.output<typeof unitTest>;

/** One SQL template and its YAML. */
export interface Model {
  name: string;
  /** The folder it stands in, which is its schema: staging, intermediate, marts or a folder of the project. */
  schema: string;
  /** Path as people name it, for example `models/marts/dim_party.sql`. */
  path: string;
  template: string;
  options: ModelOptions;
  /** Shipped with the program, whose own tests run its unit tests. */
  isBuiltIn: boolean;
}

/** The qualified name of a model's relation. */
export function relation(model: Model): string {
  return `${model.schema}.${model.name}`;
}
