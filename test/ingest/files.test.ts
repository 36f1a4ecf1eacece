import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { workbook } from "./workbook.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const header = "order_id,customer_id,order_date,header_discount,channel";
const expected = [
  { order_id: "1", channel: 'a, "quoted"\nline', header_discount: "1.500000" },
  { order_id: "2", channel: "Köln", header_discount: null },
];
const csv = `${header}\n1,C,2024-01-05,1.5,"a, ""quoted""\nline"\n2,C,2024-01-06,,Köln\n`;

async function orders(workspace: Workspace): Promise<unknown[]> {
  return workspace.rows("select order_id, channel, header_discount from canonical.orders order by order_id");
}

function utf16(text: string, mark = true): Buffer {
  return Buffer.concat([Buffer.from(mark ? [0xff, 0xfe] : []), Buffer.from(text, "utf16le")]);
}

const table = (options: string): string =>
  `  erp: { connector: files, path: sources/erp, tables: { T: { file: data.txt, ${options} } } }`;

const plain: Record<string, { file: string; content: string | Buffer }> = {
  csv: { file: "orders.csv", content: csv },
  "csv with byte order mark": { file: "orders.csv", content: `\ufeff${csv}` },
  "csv with CRLF": { file: "orders.csv", content: csv.replace(/\n(?=2,|$|1,)/g, "\r\n") },
  "csv with mixed line ends": { file: "orders.csv", content: csv.replace(`${header}\n`, `${header}\r\n`) },
  "csv without last line end": { file: "orders.csv", content: csv.trimEnd() },
  "csv.gz": { file: "orders.csv.gz", content: gzipSync(csv) },
  "csv with semicolons": { file: "orders.csv", content: csv.replaceAll(",", ";").replace("a; ", "a, ") },
  tsv: { file: "orders.tsv", content: csv.replaceAll(",", "\t").replace("a\t ", "a, ") },
  "csv with pipes": { file: "orders.csv", content: csv.replaceAll(",", "|").replace("a| ", "a, ") },
  "utf-16 with mark": { file: "orders.csv", content: utf16(csv) },
  "utf-16be with mark": { file: "orders.csv", content: utf16(csv).swap16() },
  json: {
    file: "orders.json",
    content: JSON.stringify([
      { order_id: 1, customer_id: "C", order_date: "2024-01-05", header_discount: 1.5, channel: 'a, "quoted"\nline' },
      { order_id: 2, customer_id: "C", order_date: "2024-01-06", channel: "Köln" },
    ]),
  },
  "ndjson.gz": {
    file: "orders.ndjson.gz",
    content: gzipSync(
      '{"order_id":"1","customer_id":"C","order_date":"2024-01-05","header_discount":"1.5","channel":"a, \\"quoted\\"\\nline"}\n' +
        '{"order_id":"2","customer_id":"C","order_date":"2024-01-06","header_discount":null,"channel":"Köln"}\n',
    ),
  },
};
for (const [form, { file, content }] of Object.entries(plain)) {
  test(`a canonical file as ${form}`, async () => {
    const workspace = await openWorkspace();
    workspace.write(`sources/erp/${file}`, content);
    const summary = await workspace.ingest();
    expect(summary.failures).toEqual([]);
    expect(await orders(workspace)).toEqual(expected);
    expect(summary.loads[0]).toMatchObject({ rows_read: 2, rows_landed: 2, rows_staged: 2 });
    expect(await workspace.rows("select count(*) as rows from raw.erp__orders")).toEqual([{ rows: 2 }]);
  });
}

const described: Record<string, { options: string; content: string | Buffer }> = {
  "delimiters of several characters": {
    options:
      'delimiter: "+|", row_end: "&|", header: false, quote: "", encoding: utf-16le, columns: [order_id, customer_id, order_date, header_discount, channel]',
    content: utf16('1+|C+|2024-01-05+|1.5+|a, "quoted"\nline&|\r\n2+|C+|2024-01-06+|+|Köln&|\r\n'),
  },
  "the same without byte order mark": {
    options:
      'delimiter: "+|", row_end: "&|", header: false, quote: "", encoding: utf-16le, columns: [order_id, customer_id, order_date, header_discount, channel]',
    content: utf16('1+|C+|2024-01-05+|1.5+|a, "quoted"\nline&|\r\n2+|C+|2024-01-06+|+|Köln&|', false),
  },
  windows1252: { options: "encoding: windows-1252", content: Buffer.from(csv, "latin1") },
  "another quote": {
    options: `delimiter: ";", quote: "'"`,
    content: csv.replaceAll(",", ";").replace('"a; ""quoted""\nline"', `'a, "quoted"\nline'`),
  },
};
for (const [form, { options, content }] of Object.entries(described)) {
  test(`a described file: ${form}`, async () => {
    const workspace = await openWorkspace(table(options));
    workspace.write("sources/erp/data.txt", content);
    workspace.write("sources/erp/orders.sql", "from <%= it.table('T') %>");
    expect((await workspace.ingest()).failures).toEqual([]);
    expect(await orders(workspace)).toEqual(expected);
  });
}

test("old line ends alone end a line", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", "order_id,customer_id,order_date\r1,C,2024-01-05\r2,C,2024-01-06\r");
  await workspace.ingest();
  expect(await workspace.rows("select order_id from canonical.orders order by all")).toEqual([
    { order_id: "1" },
    { order_id: "2" },
  ]);
});

test("xlsx: numbers as shown, dates as dates", async () => {
  const workspace = await openWorkspace();
  const text = (cell: string, value: string): string => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const content = await workbook(
    `<row r="1">${text("A1", "order_id")}${text("B1", "customer_id")}${text("C1", "order_date")}${text("D1", "header_discount")}</row>
    <row r="2"><c r="A2"><v>1</v></c>${text("B2", "C")}<c r="C2" s="1"><v>45296</v></c><c r="D2"><v>0.30000000000000004</v></c></row>
    <row r="3">${text("A3", "2")}${text("B3", "C")}${text("C3", "2024-01-06")}</row>`,
  );
  workspace.write("sources/erp/orders.xlsx", content);
  expect((await workspace.ingest()).failures).toEqual([]);
  expect(await workspace.rows("select order_id, order_date, header_discount from canonical.orders order by 1")).toEqual(
    [
      { order_id: "1", order_date: "2024-01-05", header_discount: "0.300000" },
      { order_id: "2", order_date: "2024-01-06", header_discount: null },
    ],
  );
});

test("parquet: decimals exactly, binary numbers as shown", async () => {
  const workspace = await openWorkspace();
  const file = join(workspace.directory, "sources/erp/orders.parquet");
  await workspace.rows(`copy (select 1 as order_id, 'C' as customer_id, date '2024-01-05' as order_date,
    0.1::double + 0.2::double as header_discount, 12345678901.123456::decimal(18,6) as charged_freight,
    timestamptz '2024-01-05 10:00:00+02' as updated_at) to '${file}' (format parquet)`);
  expect((await workspace.ingest()).failures).toEqual([]);
  expect(
    await workspace.rows(
      "select order_id, order_date, header_discount, charged_freight, updated_at from canonical.orders",
    ),
  ).toEqual([
    {
      order_id: "1",
      order_date: "2024-01-05",
      header_discount: "0.300000",
      charged_freight: "12345678901.123456",
      updated_at: "2024-01-05T08:00:00Z",
    },
  ]);
});

test("json keeps every digit of a number, and broken lines of ndjson go to quarantine alone", async () => {
  const workspace = await openWorkspace();
  workspace.write(
    "sources/erp/orders.ndjson",
    '{"order_id":1,"customer_id":"C","order_date":"2024-01-05","charged_freight":12345678901.123456}\n{"order_id":2,"custo\n' +
      '{"order_id":3,"customer_id":"C","order_date":"2024-01-05","charged_freight":1.5e-3,"tags":["a",{"n":1.10}]}\n',
  );
  const summary = await workspace.ingest();
  expect(summary.loads[0]).toMatchObject({ rows_read: 3, rows_staged: 2, rows_quarantined: 1 });
  expect(await workspace.rows("select charged_freight from canonical.orders order by order_id")).toEqual([
    { charged_freight: "12345678901.123456" },
    { charged_freight: "0.001500" },
  ]);
  expect(await workspace.rows("select tags from raw.erp__orders where order_id = '3'")).toEqual([
    { tags: '["a",{"n":1.10}]' },
  ]);
  expect(await workspace.reasons("orders")).toMatchObject([{ row: 2, rule: "ragged" }]);
});

test("the columns may come in any order and case; unknown ones are reported once", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", "Order_Date,extra,ORDER_ID,customer_id\n2024-01-05,x,1,C\n");
  await workspace.ingest();
  await workspace.ingest({ full: true });
  expect(await workspace.rows("select order_id, order_date from canonical.orders")).toEqual([
    { order_id: "1", order_date: "2024-01-05" },
  ]);
  expect(workspace.warnings.filter((text) => text.includes("extra"))).toHaveLength(1);
  expect(await workspace.rows("select extra from raw.erp__orders")).toEqual([{ extra: "x" }]);
});

test("a very long value is read", async () => {
  const workspace = await openWorkspace();
  workspace.write(
    "sources/erp/orders.csv",
    `order_id,customer_id,order_date,channel\n1,C,2024-01-05,"${"x,\n".repeat(3_500_000)}x"\n`,
  );
  expect((await workspace.ingest()).failures).toEqual([]);
  expect(await workspace.rows("select length(channel) as length from canonical.orders")).toEqual([
    { length: 10_500_001 },
  ]);
});

test("an empty file and a file with only a header give no rows", async () => {
  const workspace = await openWorkspace();
  workspace.write("sources/erp/orders.csv", "");
  workspace.write("sources/erp/customers.csv", "customer_id,name\n");
  const summary = await workspace.ingest();
  expect(summary.failures).toEqual([]);
  expect(summary.loads.map((load) => load.rows_read)).toEqual([0, 0]);
  expect(workspace.warnings).toEqual([expect.stringContaining("orders.csv is empty")]);
});
