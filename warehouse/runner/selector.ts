import { WhalecurveError } from "../../core/error.ts";
import type { CompiledModel } from "./compile.ts";
import type { Graph } from "./graph.ts";

/**
 * The names of the models that dbt's selector syntax chooses: `name`, `+name`, `name+`, `+name+`, `tag:x`,
 * `path:models/marts`, `source:orders`, `*` in names; blanks unite, commas intersect.
 * @throws WhalecurveError when a part of the expression chooses nothing.
 */
export function selectModels(graph: Graph, select: string | undefined, exclude: string | undefined): Set<string> {
  const all = new Set(graph.map((node) => node.model.name));
  const chosen = select === undefined ? all : union(graph, select);
  const without = exclude === undefined ? new Set<string>() : union(graph, exclude);
  return new Set([...chosen].filter((name) => !without.has(name)));
}

function union(graph: Graph, expression: string): Set<string> {
  const parts = expression.split(/\s+/).filter((part) => part.length > 0);
  return new Set(parts.flatMap((part) => [...intersection(graph, part)]));
}

function intersection(graph: Graph, expression: string): Set<string> {
  return expression
    .split(",")
    .map((part) => single(graph, part))
    .reduce((left, right) => left.intersection(right));
}

function single(graph: Graph, expression: string): Set<string> {
  const [, before, method = "", after] = /^(\+?)(.*?)(\+?)$/.exec(expression) ?? [];
  const found = graph.filter((node) => matches(node, method)).map((node) => node.model.name);
  if (found.length === 0) {
    throw new WhalecurveError({
      code: "nothing_selected",
      where: `--select ${expression}`,
      what: "no model matches",
      hint: "`whalecurve ls` lists the models",
      exitCode: 2,
    });
  }
  const chosen = new Set(found);
  if (before === "+") {
    for (const node of [...graph].reverse())
      if (chosen.has(node.model.name)) for (const ref of node.refs) chosen.add(ref);
  }
  const downstream = new Set(found);
  if (after === "+") {
    for (const node of graph) if (node.refs.some((ref) => downstream.has(ref))) downstream.add(node.model.name);
  }
  return chosen.union(downstream);
}

function matches(node: CompiledModel, method: string): boolean {
  const [kind, value] = method.includes(":")
    ? [method.slice(0, method.indexOf(":")), method.slice(method.indexOf(":") + 1)]
    : ["", method];
  if (kind === "tag") return node.model.options.tags.includes(value);
  if (kind === "path") return node.model.path.startsWith(value.replace(/\/$/, ""));
  if (kind === "source") return node.sources.some((source) => source === value || source.endsWith(`.${value}`));
  return new RegExp(`^${value.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(node.model.name);
}
