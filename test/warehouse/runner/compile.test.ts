import { expect, test } from "vitest";
import { compileModel, minorUnit } from "../../../warehouse/runner/compile.ts";
import { buildGraph } from "../../../warehouse/runner/graph.ts";
import { selectModels } from "../../../warehouse/runner/selector.ts";
import { libraryOf, variables } from "./library.ts";

function compiled(template: string, macros: Record<string, string> = {}): string {
  const library = libraryOf({ a: "select 1", b: template }, macros);
  const model = library.models.get("b");
  if (model === undefined) throw new Error("no model");
  return compileModel(model, library, variables).sql;
}

test("names, values, money and macros", () => {
  expect(compiled("select * from <%= it.ref('a') %>, <%= it.source('orders') %>")).toBe(
    "select * from marts.a, canonical.orders",
  );
  expect(compiled("<%= it.var('tiers.window_months') %> <%= it.var('effort.order_pool') %> <%= it.as_of %>")).toBe(
    "12 null date '2026-06-30'",
  );
  expect(compiled("<%= it.money('a * b') %>")).toBe("cast(round(a * b, 2) as decimal(18, 2))");
  expect(compiled("<%= it.macro('twice', { of: 'x' }) %>", { twice: "(<%= it.args.of %> * 2)\n" })).toBe("(x * 2)");
  expect(compiled('<%= it.literal("O\'Hara") %>')).toBe("'O''Hara'");
});

test("text that nobody marked as SQL is refused, with file and line", () => {
  expect(() => compiled("select\n  <%= it.policy.complaints.quality_reasons[0] %>")).toThrow(
    /models\/marts\/b\.sql:\d+: .*"quality" is not SQL/s,
  );
});

test("an unknown model, macro or policy value is told by name", () => {
  expect(() => compiled("<%= it.ref('aa') %>")).toThrow(/there is no model "aa"[\s\S]*did you mean a\?/);
  expect(() => compiled("<%= it.macro('no') %>")).toThrow(/there is no macro "no"/);
  expect(() => compiled("<%= it.var('tiers.windows') %>")).toThrow(/no value "tiers.windows"/);
});

test("minor units follow ISO 4217", () => {
  expect(["EUR", "JPY", "KWD"].map(minorUnit)).toEqual([2, 0, 3]);
});

test("models are ordered, a circle is told with its path", () => {
  const ordered = buildGraph(libraryOf({ c: "<%= it.ref('b') %>", b: "<%= it.ref('a') %>", a: "select 1" }), variables);
  expect(ordered.map((node) => node.model.name)).toEqual(["a", "b", "c"]);
  expect(() => buildGraph(libraryOf({ a: "<%= it.ref('b') %>", b: "<%= it.ref('a') %>" }), variables)).toThrow(
    /a → b → a/,
  );
});

test("selectors: names, parents, children, tags, paths, sources, union and intersection", () => {
  const graph = buildGraph(
    libraryOf({
      a: "select * from <%= it.source('orders') %>",
      b: { sql: "select * from <%= it.ref('a') %>", yaml: { tags: ["profit"] } },
      c: "select * from <%= it.ref('b') %>",
      other: "select 1",
    }),
    variables,
  );
  const chosen = (select: string, exclude?: string): string =>
    [...selectModels(graph, select, exclude)].sort().join(" ");
  expect(chosen("b")).toBe("b");
  expect(chosen("+b")).toBe("a b");
  expect(chosen("b+")).toBe("b c");
  expect(chosen("+b+")).toBe("a b c");
  expect(chosen("tag:profit")).toBe("b");
  expect(chosen("source:orders+")).toBe("a b c");
  expect(chosen("path:models/marts,oth*")).toBe("other");
  expect(chosen("a other")).toBe("a other");
  expect(chosen("a+", "c")).toBe("a b");
  expect(() => chosen("nothing")).toThrow(/no model matches/);
});
