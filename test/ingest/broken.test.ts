import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openWorkspace } from "./workspace.ts";

const header = "order_id,customer_id,order_date,channel\n";
const line = (id: number, channel = "web"): string => `${id},C,2024-01-05,${channel}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join("");

test("ragged rows and stray quotes go to quarantine alone, with their row and line", async () => {
  const workspace = await openWorkspace();
  workspace.write(
    "sources/erp/orders.csv",
    `${header}${lines(1, 3)}4,C,2024-01-05\n${lines(5, 6)}7,C,2024-01-05,web,more\n8,C,2024-01-05,"never closed\n${lines(9, 10)}11,C,2024-01-05,"x"y\n12,C,2024-01-05,5" pipe\nnonsense\n14,C,not a day,web\n`,
  );
  const summary = await workspace.ingest();
  expect(summary.failures).toEqual([]);
  expect(summary.loads).toMatchObject([{ rows_read: 14, rows_landed: 14, rows_staged: 8, rows_quarantined: 6 }]);
  expect(
    await workspace.rows(
      "select string_agg(order_id, ' ' order by cast(order_id as int)) as ids from canonical.orders",
    ),
  ).toEqual([{ ids: "1 2 3 5 6 9 10 12" }]);
  expect((await workspace.reasons("orders")).map(({ row, rule, message }) => [row, rule, message])).toEqual([
    [4, "ragged", "expected 4 values, found 3"],
    [7, "ragged", "expected 4 values, found 5"],
    [8, "quote", "a quoted value is never closed"],
    [11, "quote", "text follows a closing quote"],
    [13, "ragged", "expected 4 values, found 1"],
    [14, "date", "expected an existing day as YYYY-MM-DD"],
  ]);
  const raw = await workspace.rows<{ raw: string }>("select raw from meta.quarantine where row_number = 8");
  expect(JSON.parse(raw[0]?.raw ?? "")).toEqual({ line: 9, text: '8,C,2024-01-05,"never closed' });
});

test("broken records of a source-shaped table are quarantined under its raw name, and the mapping gets the rest", async () => {
  const workspace = await openWorkspace(
    "  erp: { connector: files, path: data-in, tables: { T: { file: t.txt, delimiter: '|', quote: '' } } }",
  );
  workspace.write("data-in/t.txt", 'a|b|c\n1|C "x|2024-01-05\n2|C\n3|C|2024-01-05\n');
  workspace.write(
    "sources/erp/orders.sql",
    "select a as order_id, b as customer_id, c as order_date from <%= it.table('T') %>",
  );
  const summary = await workspace.ingest();
  expect(summary.tables).toMatchObject([{ entity: "raw.T", rows_read: 3, rows_staged: 2, rows_quarantined: 1 }]);
  expect(summary.loads).toMatchObject([{ entity: "orders", rows_read: 2, rows_staged: 2 }]);
  expect(await workspace.reasons("raw.T")).toMatchObject([{ row: 2, rule: "ragged" }]);
});

test("a NUL byte costs its row only", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", `${header}${line(1)}2,C,2024-01-05,a\0b\n${line(3)}`);
  const summary = await workspace.ingest();
  expect(summary.loads).toMatchObject([{ rows_staged: 2, rows_quarantined: 1 }]);
  expect(await workspace.reasons("orders")).toMatchObject([{ row: 2, rule: "nul_byte" }]);
});

test("a quote that is never closed in a large file costs one row", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", `${header}1,C,2024-01-05,"open\n${lines(2, 300_000)}`);
  expect((await workspace.ingest()).loads).toMatchObject([
    { rows_read: 300_000, rows_staged: 299_999, rows_quarantined: 1 },
  ]);
});

const whole: Record<string, { file: string; content: string | Buffer; code: string; says: string }> = {
  "bad UTF-8": {
    file: "customers.csv",
    content: Buffer.from("customer_id,name\n1,ok\n2,M\xfcller\n", "latin1"),
    code: "file_encoding",
    says: "customers.csv:3",
  },
  "UTF-16 without mark": {
    file: "customers.csv",
    content: Buffer.from("customer_id\n1\n", "utf16le"),
    code: "file_encoding",
    says: "utf-16le",
  },
  "a truncated gz": {
    file: "customers.csv.gz",
    content: gzipSync(Buffer.from(`customer_id,name\n${"1,abcdefgh\n".repeat(5000)}`)).subarray(0, 60),
    code: "file_truncated",
    says: "cut short",
  },
  "an HTML page": {
    file: "customers.csv",
    content: "<!DOCTYPE html><html><body>Log in",
    code: "file_is_html",
    says: "HTML",
  },
  "an HTML page as JSON": { file: "customers.json", content: "<html><body>Log in", code: "file_is_html", says: "HTML" },
  "JSON that is cut short": {
    file: "customers.json",
    content: '[{"customer_id":"1"},{"cust',
    code: "file_json",
    says: "cut short",
  },
  "a missing column": { file: "customers.csv", content: "id,name\n1,x\n", code: "missing_column", says: "id, name" },
  "a column twice": {
    file: "customers.csv",
    content: "customer_id,name,Name\n1,x,y\n",
    code: "file_header",
    says: "twice",
  },
  "no workbook": {
    file: "customers.xlsx",
    content: "not a workbook",
    code: "file_spreadsheet",
    says: "customers.xlsx",
  },
  "no parquet": { file: "customers.parquet", content: "not parquet", code: "file_parquet", says: "customers.parquet" },
};
for (const [problem, { file, content, code, says }] of Object.entries(whole)) {
  test(`${problem} fails that file with one clear error, and the rest loads`, async () => {
    const workspace = await openWorkspace();
    workspace.write("sources/erp/orders.csv", header + line(1));
    workspace.write(`sources/erp/${file}`, content);
    const summary = await workspace.ingest();
    expect(summary.failures).toMatchObject([{ code, exitCode: 1 }]);
    expect(summary.failures[0]?.message).toContain(says);
    expect(summary.failures[0]?.hint).toBeTruthy();
    expect(summary.loads).toMatchObject([{ entity: "orders", rows_staged: 1 }]);
  });
}

test("rows of another shape throughout are one error, not a quarantine full of them", async () => {
  const workspace = await openWorkspace(
    "  erp: { connector: files, path: sources/erp, tables: { T: { file: o.csv, header: false, columns: [a, b] } } }",
  );
  workspace.write("sources/erp/o.csv", "1;C;2024\n2;C;2024\n");
  expect((await workspace.ingest()).failures).toMatchObject([{ code: "file_shape" }]);
});

test("a missing file and a missing folder fail alone", async () => {
  const workspace = await openWorkspace(
    "  erp: { connector: files, path: sources/erp, tables: { T: { file: gone.csv } } }\n  crm: { connector: files, path: nowhere }",
  );
  workspace.write("sources/erp/orders.csv", header + line(1));
  const summary = await workspace.ingest();
  expect(summary.failures.map(({ code }) => code)).toEqual(["missing_file", "source_folder"]);
  expect(summary.loads).toHaveLength(1);
});

test("wrong configuration ends the run with exit code 2", async () => {
  const workspace = await openWorkspace("  erp: { connector: carrier-pigeon }");
  await expect(workspace.ingest()).rejects.toMatchObject({ code: "unknown_connector", exitCode: 2 });
  const other = await openWorkspace("  erp: { connector: files, colour: red }");
  await expect(other.ingest()).rejects.toMatchObject({ code: "unknown_key", exitCode: 2 });
  await expect(other.ingest({ source: "nobody" })).rejects.toMatchObject({ code: "unknown_source", exitCode: 2 });
  await expect(other.ingest({ entity: "order" })).rejects.toMatchObject({ code: "unknown_entity", exitCode: 2 });
});
