import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDataset } from "../../api/datasets/index.ts";
import type { FormatName } from "../../api/formats/format.ts";
import { acceptedFormat, findFormat } from "../../api/formats/index.ts";
import { openAnswer } from "../../api/query/answer.ts";
import { type Parameters, parseSelection } from "../../api/query/selection.ts";
import { Database } from "../../warehouse/duckdb/database.ts";
import type { Row } from "../../warehouse/duckdb/values.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "./company.ts";

const directory = temporaryDirectory();
const orders = 25_000;
const snapshots = new SnapshotReader(join(directory.path, "snapshots"));

beforeAll(async () => {
  mkdirSync(join(directory.path, "snapshots"));
  await publish(join(directory.path, "snapshots"), "b1", orders);
});
afterAll(() => {
  snapshots.close();
  directory.remove();
});

async function written(format: FormatName, parameters: Parameters, dataset = "fct_order_profit"): Promise<Buffer> {
  const lease = await snapshots.lease();
  const answer = await openAnswer(lease, parseSelection(findDataset(dataset), parameters));
  try {
    const pieces: Buffer[] = [];
    for await (const piece of findFormat(format).write(answer)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  } finally {
    await answer.close();
    lease.release();
  }
}

async function inEngine(sql: string): Promise<Row[]> {
  const database = await Database.open({ path: ":memory:", mode: "write" });
  const connection = await database.connect();
  try {
    return await connection.rows(sql);
  } finally {
    database.close();
  }
}

const whole = `select count(*) as rows, count(actual_profit) as known, sum(actual_profit)::varchar as profit,
  md5(string_agg(party_name, '|' order by order_id)) as names, max(order_date)::varchar as newest`;
const page: Parameters = { sort: "-actual_profit", limit: "3000", "channel.not": "fax" };

describe("every format holds the same rows", () => {
  it("read back by the engine from CSV and Parquet", async () => {
    const csv = join(directory.path, "rows.csv");
    const parquet = join(directory.path, "rows.parquet");
    writeFileSync(csv, await written("csv", {}));
    writeFileSync(parquet, await written("parquet", {}));
    const typed = "types = {actual_profit: 'decimal(18,2)', order_date: 'date'}";
    const [fromCsv] = await inEngine(`${whole} from read_csv('${csv}', ${typed})`);
    const [fromParquet] = await inEngine(`${whole} from '${parquet}'`);
    expect(fromCsv).toEqual(fromParquet);
    expect(fromCsv).toMatchObject({ rows: orders });
    const types = await inEngine(`select column_type from (describe from '${parquet}') where column_name = 'cm1'`);
    expect(types).toEqual([{ column_type: "DECIMAL(18,2)" }]);
  });

  it("in JSON, Arrow, CSV and Parquet in the same order, with their types", async () => {
    const json = JSON.parse((await written("json", page)).toString()) as { data: Row[] };
    const arrow = tableFromIPC(await written("arrow", page));
    const parquet = join(directory.path, "page.parquet");
    writeFileSync(parquet, await written("parquet", page));
    const fromParquet = await inEngine(
      `select order_id, party_name, actual_profit, order_date, channel from '${parquet}'`,
    );
    const csvIds = (await written("csv", page)).toString().trimEnd().split("\r\n").slice(1);
    expect(json.data).toHaveLength(3000);
    expect(arrow.numRows).toBe(3000);
    for (const [index, row] of json.data.entries()) {
      const { order_id, party_name, actual_profit, order_date, channel } = row;
      expect(fromParquet[index]).toEqual({ order_id, party_name, actual_profit, order_date, channel });
      expect(csvIds[index]?.startsWith(`${order_id},`)).toBe(true);
      const other = arrow.get(index);
      expect(other?.order_id).toBe(order_id);
      expect(other?.party_name).toBe(party_name);
      expect(other?.channel).toBe(channel);
      expect(new Date(Number(other?.order_date)).toISOString().slice(0, 10)).toBe(order_date);
      expect(exact(other?.actual_profit, 2)).toBe(actual_profit);
    }
    const described = arrow.schema.fields.find((field) => field.name === "actual_profit");
    expect(described?.type.toString()).toBe("Decimal[18e+2]");
  });

  it("streams Arrow beyond the first pieces without loss", async () => {
    const arrow = tableFromIPC(await written("arrow", {}));
    expect(arrow.numRows).toBe(orders);
    const ids = new Set<string>();
    for (const id of arrow.getChild("order_id") ?? []) ids.add(String(id));
    expect(ids.size).toBe(orders);
    expect(arrow.getChild("actual_profit")?.nullCount).toBe(Math.ceil(orders / 7));
  });

  it("in Excel", async () => {
    const [sheet] = await readXlsxFile(
      await written("xlsx", { limit: "5", sort: "order_id", order_date: "2026-01-15" }),
    );
    const rows = sheet?.data ?? [];
    const names = rows[0] as string[];
    const first = Object.fromEntries(names.map((name, index) => [name, rows[1]?.[index]]));
    expect(rows).toHaveLength(6);
    expect(first).toMatchObject({ order_id: "erp:O10014", party_name: 'Müller, "the" 4', actual_profit: 10_114.14 });
    expect(first.order_date).toEqual(new Date("2026-01-15T00:00:00Z"));
    expect(first.cm1).toBeNull();
  });

  it("when there are none", async () => {
    const header = (await written("csv", {}, "rpt_whale_curve")).toString();
    expect(header).toBe("rank,party_id,name,tier,net_revenue,cm4,cumulative_profit,cumulative_share,party_share\r\n");
    expect(tableFromIPC(await written("arrow", {}, "rpt_whale_curve")).numRows).toBe(0);
    const file = join(directory.path, "none.parquet");
    writeFileSync(file, await written("parquet", {}, "rpt_whale_curve"));
    expect(await inEngine(`select count(*) as rows from '${file}'`)).toEqual([{ rows: 0 }]);
    expect((await written("xlsx", {}, "rpt_whale_curve")).subarray(0, 2).toString()).toBe("PK");
  });
});

describe("Excel's limits", () => {
  it("are an error, never a cut", async () => {
    await publish(join(directory.path, "large"), "b1", 1_048_576);
    const large = new SnapshotReader(join(directory.path, "large"));
    const lease = await large.lease();
    const answer = await openAnswer(lease, parseSelection(findDataset("fct_order_profit"), {}));
    const first = findFormat("xlsx").write(answer)[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ code: "too_many_rows" });
    await answer.close();
    lease.release();
    large.close();
  });
});

describe("the format that is asked for", () => {
  it.each([
    [undefined, "json"],
    ["*/*", "json"],
    ["text/csv", "csv"],
    ["application/vnd.apache.parquet;q=0.5, application/vnd.apache.arrow.stream", "arrow"],
    ["text/html", "json"],
  ])("%s is %s", (accept, name) => {
    expect(acceptedFormat(accept).name).toBe(name);
  });
});

function exact(words: Uint32Array | null | undefined, scale: number): string | null {
  if (words === null || words === undefined) return null;
  const unsigned = words.reduceRight((total, word) => (total << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(128, unsigned);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
