import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../api/server.ts";
import { silentLog } from "../../core/log.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "./company.ts";

const directory = temporaryDirectory();
let app: FastifyInstance;

interface Page {
  data: Record<string, unknown>[];
  row_count: number;
  next_cursor: string | null;
}

beforeAll(async () => {
  await publish(directory.path, "b1", 1000);
  app = await createServer({
    snapshots: new SnapshotReader(directory.path),
    company: { name: "Test", reportingCurrency: "EUR", grades: { A: "G1" } },
    log: silentLog,
    dashboardsDirectory: "/nowhere",
    version: "0",
  });
});
afterAll(async () => {
  await app.close();
  directory.remove();
});

async function get(query: string, headers: Record<string, string> = {}) {
  return app.inject({ url: `/api/v1/datasets/fct_order_profit${query}`, headers });
}
async function page(query: string): Promise<Page> {
  const response = await get(query);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<Page>();
}
async function problem(query: string): Promise<{ status: number; code: string; detail: string }> {
  const response = await get(query);
  expect(response.headers["content-type"]).toBe("application/problem+json");
  const body = response.json<{ status: number; code: string; detail: string }>();
  expect(response.statusCode).toBe(body.status);
  return body;
}
const ids = (found: Page): unknown[] => found.data.map((row) => row.order_id);

describe("values", () => {
  it("keeps money as exact text, counts as numbers and missing values as null", async () => {
    const [row] = (await page("?order_id=erp:O14")).data;
    expect(row).toMatchObject({ order_id: "erp:O14", actual_profit: null, lines: 2, order_date: "2026-01-15" });
    const [known] = (await page("?order_id=erp:O10")).data;
    expect(known).toMatchObject({ actual_profit: "10.10", status: null, cost_coverage: "0.010000" });
  });

  it("writes timestamps in UTC", async () => {
    const response = await app.inject("/api/v1/datasets/rpt_control?limit=1");
    expect(response.json<Page>().data[0]?.checked_at).toBe("2026-06-01T04:05:06.000001Z");
  });

  it("answers an empty dataset", async () => {
    const response = await app.inject("/api/v1/datasets/rpt_whale_curve");
    expect(response.json()).toEqual({ data: [], row_count: 0, next_cursor: null });
  });
});

describe("filters", () => {
  it("combines columns, and takes any of several values", async () => {
    const found = await page("?party_id=P1&party_id=P2&order_date.lte=2026-01-03");
    expect(found.row_count).toBe(20);
    expect(new Set(found.data.map((row) => row.party_id))).toEqual(new Set(["P1", "P2"]));
  });

  it("compares decimals exactly", async () => {
    expect(ids(await page("?actual_profit.gte=10.1&actual_profit.lte=10.10"))).toEqual(["erp:O10"]);
    expect(ids(await page("?actual_profit.gt=10.099&actual_profit.lt=10.101"))).toEqual(["erp:O10"]);
  });

  it("finds missing values and their opposite", async () => {
    const missing = await page("?status=");
    const present = await page("?status.not=");
    expect(missing.row_count).toBe(200);
    expect(missing.row_count + present.row_count).toBe(1000);
  });

  it("excludes values, and keeps rows where the value is missing", async () => {
    expect((await page("?status.not=closed")).row_count).toBe(200);
    expect((await page("?channel.not=web&channel.not=fax")).row_count).toBe(333);
  });

  it("searches text regardless of case, and in ENUM columns", async () => {
    expect((await page(`?party_name.contains=${encodeURIComponent('mÜLLER, "THE" 3')}`)).row_count).toBe(100);
    expect((await page("?channel.contains=HON")).row_count).toBe(333);
    expect((await page("?channel=telegram")).row_count).toBe(0);
  });

  it.each([
    "' or 1=1 --",
    "'; drop table marts.fct_order_profit; --",
    "x') union select * from marts.meta_build --",
    '"; attach',
    "\\",
    "%",
    "$1",
  ])("takes %s for a text", async (value) => {
    expect((await page(`?party_id=${encodeURIComponent(value)}`)).row_count).toBe(0);
    expect((await page(`?party_id.contains=${encodeURIComponent(value)}`)).row_count).toBe(0);
    const asColumn = await problem(`?${encodeURIComponent(value)}=1`);
    expect(asColumn).toMatchObject({ status: 400, code: "unknown_column" });
    expect(await problem(`?sort=${encodeURIComponent(value)}`)).toMatchObject({ status: 400, code: "invalid_sort" });
    expect(await problem(`?actual_profit.gt=${encodeURIComponent(value)}`)).toMatchObject({ code: "invalid_value" });
  });

  it.each([
    ["?nonsense=1", "unknown_column"],
    ["?row_position=1", "unknown_column"],
    ["?order_date.between=1", "unknown_column"],
    ["?order_date=2026-02-30", "invalid_value"],
    ["?lines=1.5", "invalid_value"],
    ["?actual_profit.contains=1", "invalid_operator"],
    ["?limit=0", "invalid_limit"],
    ["?limit=10001", "invalid_limit"],
    ["?sort=a&sort=b", "invalid_sort"],
    ["?cursor=abc", "invalid_cursor"],
    ["?format=pdf", "unknown_format"],
  ])("refuses %s as %s and says what is allowed", async (query, code) => {
    const found = await problem(query);
    expect(found).toMatchObject({ status: code === "unknown_dataset" ? 404 : 400, code });
    expect(found.detail.length).toBeGreaterThan(10);
  });
});

describe("pages", () => {
  it.each(["", "channel,-actual_profit", "-status,order_date", "actual_profit"])(
    "neither lose nor repeat a row, sorted by %s",
    async (sort) => {
      const whole = ids(await page(`?sort=${sort}`));
      const paged: unknown[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const found: Page = await page(`?sort=${sort}&limit=77${cursor === "" ? "" : `&cursor=${cursor}`}`);
        expect(found.row_count).toBe(1000);
        paged.push(...ids(found));
        cursor = found.next_cursor;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(1000);
    },
  );

  it("sorts text by its letters and puts missing values last", async () => {
    const channels = (await page("?sort=channel&limit=1000")).data.map((row) => row.channel);
    expect(channels).toEqual([...channels].sort());
    expect((await page("?sort=-status&limit=1")).data[0]?.status).toBe("closed");
    expect((await page("?sort=-actual_profit&limit=1")).data[0]?.order_id).toBe("erp:O998");
  });

  it("refuse a cursor of another request", async () => {
    const { next_cursor } = await page("?sort=lines&limit=5");
    expect(await problem(`?sort=-lines&limit=5&cursor=${next_cursor}`)).toMatchObject({ code: "invalid_cursor" });
  });
});

describe("the answer as HTTP", () => {
  it("names build and day, and is not sent twice", async () => {
    const first = await get("?limit=3");
    expect(first.headers).toMatchObject({ "x-row-count": "1000", "x-data-as-of": "2026-06-01", "x-build-id": "b1" });
    const again = await get("?limit=3", { "if-none-match": String(first.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe("");
    expect((await get("?limit=3", { "if-none-match": '"other"' })).statusCode).toBe(200);
  });

  it("gives cached answers unchanged", async () => {
    const first = await get("?limit=4");
    const second = await get("?limit=4");
    expect(second.body).toBe(first.body);
    expect(second.headers["x-row-count"]).toBe("1000");
  });

  it("chooses the format by Accept, and format= over it", async () => {
    const csv = await get("?limit=1", { accept: "text/html, text/csv;q=0.9, application/json;q=0.1" });
    expect(csv.headers["content-type"]).toContain("text/csv");
    expect(csv.headers["content-disposition"]).toContain("fct_order_profit-2026-06-01.csv");
    expect((await get("?limit=1&format=json", { accept: "text/csv" })).headers["content-type"]).toContain("json");
  });

  it("says which datasets exist", async () => {
    expect((await app.inject("/api/v1/datasets/nothing")).json()).toMatchObject({
      status: 404,
      code: "unknown_dataset",
      detail: expect.stringContaining("fct_order_profit"),
    });
  });
});
