import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type ColumnType, columnTypes } from "../datasets/column.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { datasets } from "../datasets/index.ts";
import { formatNames } from "../formats/format.ts";
import { formats } from "../formats/index.ts";
import { operatorsOf } from "../query/filter.ts";
import { pageLimit } from "../query/selection.ts";

const text = { type: "string" };
const problem = { $ref: "#/components/responses/problem" };

export function registerOpenApi(app: FastifyInstance, description: string): void {
  app.get("/api/v1/openapi.json", async (_request, reply) => reply.type("application/json").send(description));
}

/** The OpenAPI 3.1 description of the server, made from the datasets themselves. */
export function openApi(version: string): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: { title: "Whalecurve", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths: {
      "/api/v1/company": { get: operation("company", "Whose data, of which day and build", object(companyFields)) },
      "/api/v1/datasets": { get: operation("datasets", "Every dataset with its columns", catalogue) },
      ...Object.fromEntries(datasets.map((dataset) => [`/api/v1/datasets/${dataset.name}`, { get: rows(dataset) }])),
      "/api/v1/explain/orders/{id}": {
        get: {
          ...operation("explain_order", "An order's profit down to its source documents", object({})),
          parameters: [{ name: "id", in: "path", required: true, schema: text }],
        },
      },
      "/healthz": { get: operation("healthz", "The server is alive", object({ status: text })) },
      "/readyz": { get: operation("readyz", "The server has data to show", object({ status: text })) },
    },
    components: {
      parameters: {
        sort: parameter("sort", text, "columns, each with - before it for descending: -actual_profit,order_id"),
        limit: parameter(
          "limit",
          { type: "integer", minimum: 1, maximum: pageLimit },
          "rows per page; left out: all rows",
        ),
        cursor: parameter("cursor", text, "next_cursor of the page before"),
        format: parameter("format", { enum: formatNames }, "instead of the Accept header"),
      },
      responses: {
        problem: {
          description: "The request could not be answered",
          content: {
            "application/problem+json": {
              schema: object({
                type: text,
                title: text,
                status: { type: "integer" },
                detail: text,
                code: text,
                request_id: text,
              }),
            },
          },
        },
      },
      schemas: Object.fromEntries(datasets.map((dataset) => [dataset.name, rowSchema(dataset)])),
    },
  };
}

const companyFields = {
  name: text,
  reporting_currency: text,
  as_of: { type: ["string", "null"], format: "date" },
  build_id: { type: ["string", "null"] },
  built_at: { type: ["string", "null"], format: "date-time" },
  policy_hash: { type: ["string", "null"] },
  state: { enum: ["ready", "no_data"] },
  grades: { type: "object", additionalProperties: text },
};
const column = object({ name: text, type: { enum: columnTypes }, label: text });
const catalogue = object({
  datasets: {
    type: "array",
    items: object({ name: text, title: text, description: text, columns: { type: "array", items: column } }),
  },
});

function rows(dataset: Dataset) {
  const body = object({
    data: { type: "array", items: { $ref: `#/components/schemas/${dataset.name}` } },
    row_count: { type: "integer", description: "all rows that match the filters" },
    next_cursor: { type: ["string", "null"] },
  });
  const files = Object.values(formats).filter((format) => format.name !== "json");
  const described = operation(dataset.name, dataset.description, body);
  const ok = described.responses["200"];
  return {
    ...described,
    summary: dataset.title,
    parameters: [...controls, ...dataset.columns.flatMap(filtersOf)],
    responses: {
      ...described.responses,
      200: {
        ...ok,
        headers: { "X-Row-Count": header("integer"), "X-Data-As-Of": header("string"), "X-Build-Id": header("string") },
        content: { ...ok.content, ...Object.fromEntries(files.map((file) => [file.mediaType.split(";")[0], {}])) },
      },
      304: { description: "Unchanged since the ETag that was sent" },
    },
  };
}

const controls = ["sort", "limit", "cursor", "format"].map((name) => ({ $ref: `#/components/parameters/${name}` }));

function filtersOf(filtered: Dataset["columns"][number]) {
  return operatorsOf(filtered.type).map((operator) => ({
    name: operator === "" ? filtered.name : `${filtered.name}.${operator}`,
    in: "query",
    schema: { type: "array", items: valueSchemas[filtered.type] },
    explode: true,
  }));
}

const valueSchemas: Record<ColumnType, object> = {
  text,
  json: text,
  integer: { type: "integer" },
  money: text,
  decimal: text,
  share: text,
  boolean: { type: "boolean" },
  date: { type: "string", format: "date" },
  timestamp: { type: "string", format: "date-time" },
};

function rowSchema(dataset: Dataset): object {
  const { $schema, ...schema } = z.toJSONSchema(dataset.schema);
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const about = dataset.columns.find((candidate) => candidate.name === name);
    return [name, { title: about?.label, ...(typeof property === "object" ? property : {}) }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function operation(operationId: string, description: string, schema: object) {
  return {
    operationId,
    description,
    responses: {
      200: { description: "OK", content: { "application/json": { schema } } },
      default: problem,
    },
  };
}

function parameter(name: string, schema: object, description: string) {
  return { name, in: "query", schema, description };
}

function header(type: string) {
  return { schema: { type } };
}

function object(properties: Record<string, object>) {
  return { type: "object", properties, required: Object.keys(properties) };
}
