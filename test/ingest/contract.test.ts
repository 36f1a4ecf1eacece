import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileContract, reasonsColumn, tableColumns } from "../../ingest/contract.ts";
import { type Entity, entities } from "../../ingest/entities/index.ts";
import type { Reason } from "../../ingest/quarantine.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { literal } from "../../warehouse/duckdb/sql.ts";
import type { Row } from "../../warehouse/duckdb/values.ts";

let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await Database.open({ path: ":memory:", mode: "write" });
  connection = await database.connect();
});
afterAll(() => database.close());

const entityOf = (name: string): Entity => entities.find((entity) => entity.name === name) as Entity;

async function check(name: string, rows: Record<string, string | null>[], timezone = "UTC"): Promise<Row[]> {
  const columns = Object.keys(rows[0] ?? {});
  const tuples = rows.map(
    (row) => `(${columns.map((column) => (row[column] == null ? "null" : literal(row[column]))).join(", ")})`,
  );
  const names = columns.map((column) => `"${column}"`).join(", ");
  const casts = columns.map((column) => `cast("${column}" as varchar) as "${column}"`).join(", ");
  const scan = `(select ${casts} from (values ${tuples.join(", ")}) as given(${names}))`;
  return connection.rows(compileContract(entityOf(name), { source: "erp", scan, columns, timezone, currency: "EUR" }));
}

const order = { order_id: "1", customer_id: "C", order_date: "2024-01-05" };

/** The value that a text becomes in a column of an order, or the rule that it breaks. */
async function become(column: string, texts: string[], timezone?: string): Promise<unknown[]> {
  const rows = await check(
    "orders",
    texts.map((text) => ({ ...order, [column]: text })),
    timezone,
  );
  return rows.map((row) =>
    row[reasonsColumn] === null ? row[column] : (JSON.parse(String(row[reasonsColumn])) as Reason[])[0]?.rule,
  );
}

test("every contract compiles to its table's columns, with all columns given or only the required ones", async () => {
  for (const entity of entities) {
    const all = Object.keys(entity.columns);
    const required = all.filter((column) => entity.columns[column]?.required);
    for (const columns of [[...all, "something_else"], required]) {
      const scan = `(select ${columns.map((column) => `cast(null as varchar) as "${column}"`).join(", ")})`;
      const sql = compileContract(entity, { source: "s", scan, columns, timezone: "Asia/Tokyo", currency: "EUR" });
      const described = await connection.rows<{ column_name: string; column_type: string }>(`describe ${sql}`);
      const made = described.map((column) => ({ name: column.column_name, type: column.column_type }));
      expect(made.slice(0, -2)).toEqual(tableColumns(entity));
      const [row] = await connection.rows(sql);
      expect(row?.[reasonsColumn]).toContain("required");
    }
  }
});

test("keys are columns of their entity", () => {
  for (const entity of entities) expect(Object.keys(entity.columns)).toEqual(expect.arrayContaining([...entity.key]));
});

test("decimals", async () => {
  const good = ["1", "-1.5", "+2.", ".5", " 7 ", "0.123456", "1.1230000000000", "999999999999.999999", "\t3\t"];
  expect(await become("header_discount", good)).toEqual([
    "1.000000",
    "-1.500000",
    "2.000000",
    "0.500000",
    "7.000000",
    "0.123456",
    "1.123000",
    "999999999999.999999",
    "3.000000",
  ]);
  const bad = [
    "1,5",
    "1.234,56",
    "1e3",
    "0x1F",
    "1_000",
    "NaN",
    "inf",
    "1 000",
    "--1",
    "1.2.3",
    "-",
    ".",
    "€5",
    "٣",
    "5-",
  ];
  expect(await become("header_discount", bad)).toEqual(bad.map(() => "number"));
  expect(await become("header_discount", ["0.1234567", "1000000000000"])).toEqual(["decimal_places", "too_large"]);
});

test("any decimal that fits keeps every digit, in amounts as in prices", async () => {
  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: length });
  const written = (whole: number, places: number) =>
    fc.tuple(fc.constantFrom("", "-"), digits(whole), digits(places), fc.nat(3)).map(([sign, left, right, zeros]) => ({
      text: `${sign}${left.join("")}.${right.join("")}${"0".repeat(zeros)}`,
      scaled: BigInt(`${sign}${left.join("")}${right.join("").padEnd(places, "0")}`),
    }));
  const exact = async (
    column: string,
    name: string,
    base: Record<string, string>,
    values: { text: string; scaled: bigint }[],
  ) => {
    const rows = await check(
      name,
      values.map(({ text }) => ({ ...base, [column]: text })),
    );
    expect(rows.map((row) => row[reasonsColumn])).toEqual(values.map(() => null));
    expect(rows.map((row) => BigInt(String(row[column]).replace(".", "")))).toEqual(values.map(({ scaled }) => scaled));
  };
  await fc.assert(
    fc.asyncProperty(fc.array(written(12, 6), { minLength: 1, maxLength: 50 }), (values) =>
      exact("net_amount", "order_lines", { order_line_id: "1", order_id: "1", product_id: "P", quantity: "1" }, values),
    ),
    { numRuns: 20, seed: 1 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(written(14, 10), { minLength: 1, maxLength: 50 }), (values) =>
      exact("unit_price", "order_lines", { order_line_id: "1", order_id: "1", product_id: "P", quantity: "1" }, values),
    ),
    { numRuns: 20, seed: 1 },
  );
});

test("no text is taken for a decimal that is not one", async () => {
  const form = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
  const almost = fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE_x "), minLength: 1, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(fc.array(almost, { minLength: 1, maxLength: 100 }), async (texts) => {
      const rows = await check(
        "orders",
        texts.map((text) => ({ ...order, header_discount: text })),
      );
      const accepted = rows.map((row) => row[reasonsColumn] === null);
      expect(accepted).toEqual(texts.map((text) => text.trim() === "" || form.test(text.trim())));
    }),
    { numRuns: 30, seed: 1 },
  );
});

test("the zod schema of a contract and its SQL agree about single values", async () => {
  const { schema } = entityOf("order_costs");
  const base = { cost_id: "1", kind: "freight", scope: "order", scope_id: "O", amount: "1", date: "2024-01-01" };
  const samples: Record<string, string[]> = {
    amount: ["1", "1.5", "1,5", "1e3", "x", "0.1234567"],
    kind: ["freight", "FREIGHT", "frieght"],
    currency: ["EUR", "eur", "EURO", "E1"],
    cost_id: ["1", "ü"],
  };
  for (const [column, texts] of Object.entries(samples)) {
    const rows = texts.map((text) => ({ ...base, currency: "EUR", [column]: text }));
    const accepted = (await check("order_costs", rows)).map((row) => row[reasonsColumn] === null);
    expect(accepted).toEqual(rows.map((row) => schema.safeParse(row).success));
  }
});

test("integers", async () => {
  const lines = async (texts: string[]) =>
    (
      await check(
        "order_lines",
        texts.map((line_no) => ({ order_line_id: "1", order_id: "1", product_id: "P", quantity: "1", line_no })),
      )
    ).map((row) => (row[reasonsColumn] === null ? row.line_no : "broken"));
  expect(await lines(["1", " 42 ", "-3", "7.0", "9007199254740993"])).toEqual([1, 42, -3, 7, "9007199254740993"]);
  const bad = ["5.7", "1e3", "0x1F", "0b1", "1_000", "x", "99999999999999999999"];
  expect(await lines(bad)).toEqual(bad.map(() => "broken"));
});

test("dates", async () => {
  const good = [
    "2024-02-29",
    "1900-01-01",
    "9999-12-31",
    " 2024-01-05 ",
    "2024-01-05 23:59:59.123456789",
    "2024-01-05T00:00:00Z",
  ];
  expect(await become("order_date", good)).toEqual([
    "2024-02-29",
    "1900-01-01",
    "9999-12-31",
    "2024-01-05",
    "2024-01-05",
    "2024-01-05",
  ]);
  const bad = [
    "2024-1-5",
    "2024/01/05",
    "05.01.2024",
    "2023-02-29",
    "infinity",
    "epoch",
    "20240105",
    "2024-01-05 x",
    "2024-01-05 (BC)",
  ];
  expect(await become("order_date", bad)).toEqual(bad.map(() => "date"));
});

test("timestamps are kept in UTC; without offset they stand in the time zone of the source", async () => {
  const texts = [
    "2024-07-01 10:00:00",
    "2024-07-01",
    "2024-07-01T10:00:00Z",
    "2024-07-01 10:00:00+05:30",
    "2024-07-01 10:00",
  ];
  expect(await become("updated_at", texts)).toEqual([
    "2024-07-01T10:00:00Z",
    "2024-07-01T00:00:00Z",
    "2024-07-01T10:00:00Z",
    "2024-07-01T04:30:00Z",
    "2024-07-01T10:00:00Z",
  ]);
  expect(await become("updated_at", texts, "Europe/Vienna")).toEqual([
    "2024-07-01T08:00:00Z",
    "2024-06-30T22:00:00Z",
    "2024-07-01T10:00:00Z",
    "2024-07-01T04:30:00Z",
    "2024-07-01T08:00:00Z",
  ]);
  const bad = ["yesterday", "2024-07-01 25:00", "2024-13-01 10:00:00", "10:00", "2024-07-01 10:00:00 Europe/Vienna"];
  expect(await become("updated_at", bad)).toEqual(bad.map(() => "timestamp"));
});

test("booleans, choices, countries and currencies in any case", async () => {
  const customers = async (column: string, texts: string[]) =>
    (
      await check(
        "customers",
        texts.map((text) => ({ customer_id: "1", [column]: text })),
      )
    ).map((row) => (row[reasonsColumn] === null ? row[column] : "broken"));
  expect(await customers("credit_blocked", ["TRUE", "f", "1", "No", "", "maybe", "2"])).toEqual([
    true,
    false,
    true,
    false,
    null,
    "broken",
    "broken",
  ]);
  expect(await customers("country", ["at", "DE", "XX", "Austria", "A"])).toEqual([
    "AT",
    "DE",
    "broken",
    "broken",
    "broken",
  ]);
  expect(await customers("currency", ["eur", "CHF", "€", "EURO"])).toEqual(["EUR", "CHF", "broken", "broken"]);
  expect(await become("status", ["Cancelled", "draft", "gone"])).toEqual(["cancelled", "draft", "accepted_values"]);
});

test("what is missing takes its default; an empty text is missing", async () => {
  const [customer] = await check("customers", [{ customer_id: "C1", name: " " }]);
  expect(customer).toMatchObject({ name: "C1", currency: null });
  const [made] = await check("orders", [{ ...order, currency: "" }]);
  expect(made).toMatchObject({ currency: "EUR", status: "confirmed" });
  const [cost] = await check("standard_costs", [{ product_id: "P", unit_cost: "1" }]);
  expect(cost).toMatchObject({ plant: null, valid_from: "0001-01-01", currency: "EUR" });
  const [interaction] = await check("interactions", [
    { interaction_id: "1", account_id: "A", channel: "phone", started_at: "2024-01-01" },
  ]);
  expect(interaction).toMatchObject({ attendees: 1 });
});

test("rules over several columns", async () => {
  const rules = async (name: string, row: Record<string, string | null>): Promise<string[]> => {
    const [checked] = await check(name, [row]);
    return (JSON.parse(String(checked?.[reasonsColumn] ?? "[]")) as Reason[] | null)?.map(({ rule }) => rule) ?? [];
  };
  const survey = {
    survey_id: "1",
    account_id: "A",
    kind: "nps",
    scale_min: "0",
    scale_max: "10",
    score: "7",
    answered_at: "2024-01-01",
  };
  expect(await rules("surveys", survey)).toEqual([]);
  expect(await rules("surveys", { ...survey, account_id: null })).toEqual(["either_of"]);
  expect(await rules("surveys", { ...survey, scale_max: "0" })).toEqual(["scale"]);
  expect(await rules("surveys", { ...survey, score: "11" })).toEqual(["scale"]);
  const version = { product_id: "P", version: "1", valid_from: "2024-02-01", valid_to: "2024-01-31" };
  expect(await rules("product_versions", version)).toEqual(["order"]);
  expect(await rules("cases", { case_id: "1", customer_id: "C", opened_at: "2024-01-01", severity: "5" })).toEqual([
    "maximum",
  ]);
  expect(await rules("fx_rates", { base: "EUR", quote: "USD", date: "2024-01-01", rate: "0" })).toEqual(["above"]);
});

test("a bad row keeps all its reasons and the row as it was sent", async () => {
  const [row] = await check("orders", [{ order_id: "", customer_id: " C ", order_date: "x", note: "kept" }]);
  const reasons = JSON.parse(String(row?.[reasonsColumn])) as Reason[];
  expect(reasons.map(({ column, rule, value }) => ({ column, rule, value }))).toEqual([
    { column: "order_id", rule: "required", value: null },
    { column: "order_date", rule: "date", value: "x" },
  ]);
  expect(JSON.parse(String(row?.__raw))).toEqual({ order_id: "", customer_id: " C ", order_date: "x", note: "kept" });
});
