import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publish, temporaryDirectory } from "../../api/company.ts";

const main = fileURLToPath(new URL("../../../cli/main.ts", import.meta.url));
const project = temporaryDirectory();

beforeAll(async () => {
  const configuration =
    "name: Test\nreporting_currency: EUR\nsources: {}\ntargets: { erp: { kind: file, path: out } }\n";
  writeFileSync(join(project.path, "whalecurve.yaml"), configuration);
  await publish(join(project.path, "data", "snapshots"), "b1", 20);
});
afterAll(() => project.remove());

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}
function whalecurve(...given: string[]): Promise<Result> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...given, "--project-dir", project.path], (failure, stdout, stderr) => {
      resolve({ code: failure === null ? 0 : Number(failure.code), stdout, stderr });
    });
  });
}

describe("query", () => {
  it("reads the marts by name and writes only data to stdout", async () => {
    const sql = "select order_id, actual_profit, null as nothing from fct_order_profit where lines = 3 limit 2";
    const csv = await whalecurve("query", sql, "--format", "csv");
    expect(csv).toMatchObject({ code: 0, stdout: "order_id,actual_profit,nothing\r\nerp:O3,-3.03,\r\nerp:O7,,\r\n" });
    expect(JSON.parse((await whalecurve("query", sql, "--format", "json")).stdout)).toEqual([
      { order_id: "erp:O3", actual_profit: "-3.03", nothing: null },
      { order_id: "erp:O7", actual_profit: null, nothing: null },
    ]);
    expect((await whalecurve("query", "select count(*) as orders from marts.fct_order_profit")).stdout).toBe(
      "orders\n------\n    20\n",
    );
  });

  it("fails with the engine's message, and changes nothing", async () => {
    expect(await whalecurve("query", "select nonsense")).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining('"nonsense"'),
    });
    expect((await whalecurve("query", "drop table fct_order_profit")).code).toBe(1);
    expect((await whalecurve("query", "select 1", "--format", "pdf")).code).toBe(2);
  });
});

describe("export", () => {
  it("writes the filtered rows to stdout or into a file", async () => {
    const flags = ["fct_order_profit", "--filter", "order_id=erp:O3", "--filter", "order_id=erp:O5"];
    const printed = await whalecurve("export", ...flags);
    expect(printed.stdout.split("\r\n").map((line) => line.split(",")[0])).toEqual([
      "order_id",
      "erp:O3",
      "erp:O5",
      "",
    ]);
    const file = join(project.path, "orders.json");
    expect(await whalecurve("export", ...flags, "--format", "json", "--out", file)).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ row_count: 2 });
  });

  it("delivers to a target with its checksum, and nothing else", async () => {
    expect((await whalecurve("export", "fct_order_profit", "--to", "erp")).code).toBe(0);
    const directory = join(project.path, "out");
    expect(readdirSync(directory).sort()).toEqual(["fct_order_profit.csv", "fct_order_profit.csv.sha256"]);
    const hash = createHash("sha256")
      .update(readFileSync(join(directory, "fct_order_profit.csv")))
      .digest("hex");
    expect(readFileSync(join(directory, "fct_order_profit.csv.sha256"), "utf8")).toBe(
      `${hash}  fct_order_profit.csv\n`,
    );
  });

  it("fails rather than deliver price grades of nobody, and leaves what was delivered", async () => {
    const delivered = join(project.path, "out/price_grades.csv");
    mkdirSync(dirname(delivered), { recursive: true });
    writeFileSync(delivered, "before");
    const { code, stderr } = await whalecurve("export", "price_grades", "--to", "erp");
    expect(code).toBe(1);
    expect(stderr).toContain("nothing was delivered");
    expect(readFileSync(delivered, "utf8")).toBe("before");
  });

  it.each([
    ["dim_party", "--filter", "nonsense=1"],
    ["dim_party", "--to", "nowhere"],
  ])("refuses %s %s %s", async (...given) => {
    expect((await whalecurve("export", ...given)).code).toBe(2);
  });
});

describe("explain order", () => {
  it("shows each amount with its document", async () => {
    const { stdout } = await whalecurve("explain", "order", "O0");
    expect(stdout).toMatch(/product_cost[^=]*-40\.00 .*deliveries\/erp:D1\/L0\/LOT1 {2}batch/);
    const { code, stderr } = await whalecurve("explain", "order", "erp:none");
    expect([code, stderr]).toEqual([1, expect.stringContaining('there is no order "erp:none"')]);
  });
});

describe("serve", () => {
  it("prints its address, answers, and ends when asked", async () => {
    const server = spawn(process.execPath, [main, "serve", "--port", "0", "--project-dir", project.path]);
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    const url = /^Whalecurve: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line.toString())?.[1];
    const company = await fetch(`${url}/api/v1/company`);
    expect(await company.json()).toMatchObject({ name: "Test", build_id: "b1" });
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
  });

  it("refuses a busy port and an address that others can reach", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const busy = await whalecurve("serve", "--port", port);
    expect([busy.code, busy.stderr]).toEqual([2, expect.stringContaining("another program listens")]);
    other.close();
    const open = await whalecurve("serve", "--host", "0.0.0.0");
    expect([open.code, open.stderr]).toEqual([2, expect.stringContaining("accounts are not available yet")]);
  });
});
