import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../api/server.ts";
import { silentLog } from "../../core/log.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { publish, temporaryDirectory } from "./company.ts";

const directory = temporaryDirectory();
const snapshots = join(directory.path, "snapshots");
let app: FastifyInstance;

async function server(dashboardsDirectory: string, folder = snapshots): Promise<FastifyInstance> {
  return createServer({
    snapshots: new SnapshotReader(folder, { trustPointer: 0 }),
    company: { name: "Test", reportingCurrency: "EUR", grades: { A: "G1" } },
    log: silentLog,
    dashboardsDirectory,
    version: "0",
  });
}

beforeAll(async () => {
  const dashboards = join(directory.path, "dist");
  mkdirSync(join(dashboards, "assets"), { recursive: true });
  writeFileSync(join(dashboards, "index.html"), "<title>app</title>");
  writeFileSync(join(dashboards, "assets", "app-1.js"), "1");
  mkdirSync(snapshots);
  app = await server(dashboards);
});
afterAll(async () => {
  await app.close();
  directory.remove();
});

describe("before anything is published", () => {
  it("says so, and what to do", async () => {
    const response = await app.inject("/api/v1/datasets/dim_party");
    expect(response.json()).toMatchObject({ status: 503, code: "no_data", detail: "run `whalecurve run`" });
    expect((await app.inject("/readyz")).statusCode).toBe(503);
    expect((await app.inject("/healthz")).statusCode).toBe(200);
    expect((await app.inject("/api/v1/company")).json()).toMatchObject({ name: "Test", state: "no_data", as_of: null });
  });
});

describe("once published", () => {
  beforeAll(() => publish(snapshots, "b1", 20));

  it("describes the company and its build", async () => {
    expect((await app.inject("/api/v1/company")).json()).toEqual({
      name: "Test",
      reporting_currency: "EUR",
      as_of: "2026-06-01",
      build_id: "b1",
      built_at: "2026-06-01T04:05:06.000Z",
      policy_hash: "p0",
      state: "ready",
      grades: { A: "G1" },
    });
    expect((await app.inject("/readyz")).json()).toMatchObject({ status: "ready", build_id: "b1" });
  });

  it("lists every dataset with its columns", async () => {
    const { datasets } = (await app.inject("/api/v1/datasets")).json<{
      datasets: { name: string; columns: { name: string; type: string; label: string }[] }[];
    }>();
    const tiers = datasets.find((dataset) => dataset.name === "rpt_tier_summary");
    expect(tiers?.columns[1]).toEqual({ name: "parties", type: "integer", label: "Customers" });
  });

  it("explains an order, with a slash in its name too", async () => {
    expect((await app.inject("/api/v1/explain/orders/erp:O1")).json()).toMatchObject({ order: { order_id: "erp:O1" } });
    const unknown = await app.inject("/api/v1/explain/orders/erp%3Aa%2Fb");
    expect(unknown.json()).toMatchObject({ status: 404, code: "unknown_order" });
  });

  it("describes itself as OpenAPI", async () => {
    const api = (await app.inject("/api/v1/openapi.json")).json<{
      openapi: string;
      paths: Record<string, { get: { parameters?: { name?: string }[] } }>;
      components: { schemas: Record<string, { properties: Record<string, unknown> }> };
    }>();
    expect(api.openapi).toBe("3.1.0");
    const names = api.paths["/api/v1/datasets/dim_party"]?.get.parameters?.map((parameter) => parameter.name);
    expect(names).toContain("name.contains");
    expect(api.components.schemas.dim_party?.properties.credit_limit).toMatchObject({ title: "Credit limit" });
  });

  it("counts requests for Prometheus", async () => {
    const text = (await app.inject("/metrics")).body;
    expect(text).toMatch(/whalecurve_http_request_duration_seconds_count\{.*route="\/healthz",status="200"\} 1/);
  });
});

describe("who may call", () => {
  it.each(["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example"])(
    "not a page that reached it as %s",
    async (host) => {
      const response = await app.inject({ url: "/api/v1/company", headers: { host } });
      expect(response.json()).toMatchObject({ status: 403, code: "host_not_allowed" });
    },
  );

  it.each(["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080"])("this machine as %s", async (host) => {
    expect((await app.inject({ url: "/api/v1/company", headers: { host } })).statusCode).toBe(200);
  });

  it("with headers that keep other sites out", async () => {
    const { headers } = await app.inject("/");
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});

describe("dashboards", () => {
  it("are served with their pages' own paths", async () => {
    expect((await app.inject("/")).body).toContain("app");
    const page = await app.inject("/customers/P1?sort=name");
    expect(page.body).toContain("app");
    expect(page.headers["cache-control"]).toBe("no-cache");
    expect((await app.inject("/assets/app-1.js")).headers["cache-control"]).toContain("immutable");
  });

  it("keep missing files and API paths apart from pages", async () => {
    expect((await app.inject("/assets/gone.js")).statusCode).toBe(404);
    expect((await app.inject("/api/v1/nothing")).json()).toMatchObject({ status: 404, code: "not_found" });
    expect((await app.inject({ method: "POST", url: "/customers" })).statusCode).toBe(404);
    expect((await app.inject("/../../package.json")).statusCode).toBe(404);
  });

  it("say how to build them where they are missing", async () => {
    const bare = await server(join(directory.path, "missing"));
    expect((await bare.inject("/")).body).toContain("npm run prepare");
    await bare.close();
  });
});

describe("a request that cannot be read", () => {
  it("is a problem, not a failure", async () => {
    const response = await app.inject({
      method: "POST",
      url: "/api/v1/datasets/dim_party",
      headers: { "content-type": "application/json" },
      payload: "{",
    });
    expect(response.statusCode).toBeLessThan(500);
    expect(response.headers["content-type"]).toBe("application/problem+json");
  });
});
