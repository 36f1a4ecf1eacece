import { expect, test } from "vitest";
import { type Import, importsOf, typeScriptFiles } from "./files.ts";

/** Who may import whom, as docs/architecture.md tells it. A room may always import itself. */
const rooms: Record<string, readonly string[]> = {
  core: [],
  store: ["core"],
  warehouse: ["core"],
  ingest: ["core", "store", "warehouse"],
  pricing: ["core", "store", "warehouse"],
  api: ["core", "store", "warehouse", "pricing"],
  dashboards: ["api"],
  cli: ["core", "store", "warehouse", "ingest", "pricing", "api", "fixtures"],
  fixtures: ["core"],
  test: ["core", "store", "warehouse", "ingest", "pricing", "api", "dashboards", "cli", "fixtures"],
};

const files = typeScriptFiles();
const imports = files.flatMap(importsOf);
const roomOf = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");
const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

test("every TypeScript file stands in a room", () => {
  const outside = files.filter((path) => rooms[roomOf(path)] === undefined && path !== "vitest.config.ts");
  expect(outside).toEqual([]);
});

test("rooms import only the rooms that they may", () => {
  const wrong = imports.filter(({ from, to }) => {
    const [room, other] = [roomOf(from), roomOf(to)];
    return room !== "" && room !== other && !rooms[room]?.includes(other);
  });
  expect(wrong.map(shown)).toEqual([]);
});

test("the dashboards take nothing but types from the API", () => {
  const wrong = imports.filter(
    ({ from, to, typeOnly }) => roomOf(from) === "dashboards" && roomOf(to) === "api" && !typeOnly,
  );
  expect(wrong.map(shown)).toEqual([]);
});

test("imports name files that exist", () => {
  const known = new Set(files);
  const wrong = imports.filter(({ to }) => /\.tsx?$/.test(to) && !known.has(to));
  expect(wrong.map(shown)).toEqual([]);
});

test("every file is used", () => {
  const used = new Set(imports.map(({ to }) => to));
  const entries = /^(test\/|cli\/main\.ts$|dashboards\/(main\.tsx|vite\.config\.ts)$|vitest\.config\.ts$)/;
  expect(files.filter((path) => !used.has(path) && !entries.test(path))).toEqual([]);
});

test("there is no import cycle", () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      cycles.push([...way.slice(way.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    state.set(path, "done");
  };
  for (const path of files) visit(path, []);
  expect(cycles).toEqual([]);
});
