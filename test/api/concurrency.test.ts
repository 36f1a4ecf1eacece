import { rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createServer } from "../../api/server.ts";
import { silentLog } from "../../core/log.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "./company.ts";

const directory = temporaryDirectory();
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  await publish(directory.path, "b1", 12_000);
  app = await createServer({
    snapshots: new SnapshotReader(directory.path, { trustPointer: 0 }),
    company: { name: "Test", reportingCurrency: "EUR", grades: {} },
    log: silentLog,
    dashboardsDirectory: "/nowhere",
    version: "0",
  });
  url = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await app.close();
  directory.remove();
});

/** Reads the first bytes of an answer, then hangs up. */
function hangUp(path: string): Promise<void> {
  return new Promise((resolve) => {
    const call = request(`${url}${path}`, (response) => {
      response.once("data", () => {
        call.destroy();
        resolve();
      });
    });
    call.on("error", () => resolve());
    call.end();
  });
}

it("frees everything when clients hang up in the middle of large answers", async () => {
  for (let round = 0; round < 3; round++) {
    await Promise.all(Array.from({ length: 6 }, () => hangUp("/api/v1/datasets/fct_order_profit")));
  }
  const whole = await fetch(`${url}/api/v1/datasets/fct_order_profit?format=csv`);
  const text = await whole.text();
  expect(text.trimEnd().split("\r\n")).toHaveLength(12_001);
}, 30_000);

it("gives each answer from exactly one build while builds are swapped, streamed and cached ones alike", async () => {
  let publishing = true;
  const builds = new Set<string>();
  const read = async (query: string): Promise<void> => {
    while (publishing) {
      const response = await fetch(`${url}/api/v1/datasets/fct_order_profit?${query}`);
      if (response.status === 503) continue;
      const body = (await response.json()) as { data: { source: string }[]; row_count: number };
      const build = response.headers.get("x-build-id") ?? "";
      expect(new Set(body.data.map((row) => row.source))).toEqual(new Set([build]));
      expect(String(body.row_count)).toBe(response.headers.get("x-row-count"));
      builds.add(build);
    }
  };
  const readers = ["limit=50", "limit=50&sort=-actual_profit", "party_id=P1&limit=500", ""].map(read);
  for (let build = 2; build <= 4; build++) {
    await publish(directory.path, `b${build}`, 12_000 + build);
    rmSync(join(directory.path, `b${build - 1}.duckdb`));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  publishing = false;
  await Promise.all(readers);
  expect(builds.size).toBeGreaterThan(1);
}, 60_000);

it("answers a cursor of a former build with 410", async () => {
  const first = await fetch(`${url}/api/v1/datasets/fct_order_profit?limit=5`);
  const { next_cursor } = (await first.json()) as { next_cursor: string };
  await publish(directory.path, "b9", 10);
  const next = await fetch(`${url}/api/v1/datasets/fct_order_profit?limit=5&cursor=${next_cursor}`);
  expect(await next.json()).toMatchObject({ status: 410, code: "stale_cursor" });
});
