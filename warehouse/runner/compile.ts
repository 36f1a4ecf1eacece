import { WhalecurveError } from "../../core/error.ts";
import type { Policy } from "../../core/policy.ts";
import type { Library } from "./load.ts";
import { type Model, relation } from "./model.ts";
import { renderTemplate, SqlFragment, sqlLiteral } from "./template.ts";

/** What the templates of a project may speak of. */
export interface Variables {
  policy: Policy;
  /** The day taken for today, `YYYY-MM-DD`. */
  asOf: string;
  reportingCurrency: string;
  /** The sources in the order of the project file. */
  sources: readonly { name: string; timezone: string; currency: string; recognise?: "invoice" | "order" | undefined }[];
}

/** A model with its SQL, and what that SQL reads. */
export interface CompiledModel {
  model: Model;
  sql: string;
  refs: string[];
  /** Tables outside the models, `schema.table`. */
  sources: string[];
}

/** How a name becomes a relation; unit tests put their own rows in its place. */
export type Resolve = (kind: "ref" | "source", name: string) => string;

/** The number of decimals that amounts of a currency have. */
export function minorUnit(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Renders a model's template.
 * @throws WhalecurveError naming file and line of a template that fails or refers to what does not exist.
 */
export function compileModel(model: Model, library: Library, variables: Variables, resolve?: Resolve): CompiledModel {
  const refs = new Set<string>();
  const sources = new Set<string>();
  const context = templateContext(library, variables, {
    ref: (name) => {
      const target = library.models.get(name);
      if (target === undefined) throw unknownModel(model.path, name, library);
      refs.add(name);
      return resolve?.("ref", name) ?? relation(target);
    },
    source: (name) => {
      sources.add(name);
      return resolve?.("source", name) ?? name;
    },
  });
  const sql = renderTemplate(model.template, context, model.path).trim();
  return { model, sql, refs: [...refs].sort(), sources: [...sources].sort() };
}

/** Renders the query of a test that stands in a model's YAML. */
export function compileQuery(query: string, where: string, library: Library, variables: Variables): string {
  const context = templateContext(library, variables, {
    ref: (name) => {
      const target = library.models.get(name);
      if (target === undefined) throw unknownModel(where, name, library);
      return relation(target);
    },
    source: (name) => name,
  });
  return renderTemplate(query, context, where);
}

interface Names {
  ref(name: string): string;
  source(name: string): string;
}

function templateContext(library: Library, variables: Variables, names: Names): object {
  const decimals = minorUnit(variables.reportingCurrency);
  const money = `decimal(18, ${decimals})`;
  const context = {
    /** The relation of another model. */
    ref: (name: string) => new SqlFragment(names.ref(name)),
    /** A table that ingest keeps: an entity, or `schema.table`. */
    source: (name: string) => new SqlFragment(names.source(name.includes(".") ? name : `canonical.${name}`)),
    /** A policy value by its path, as an SQL literal. */
    var: (path: string) => sqlLiteral(policyValue(variables.policy, path)),
    policy: variables.policy,
    sources: variables.sources,
    as_of: new SqlFragment(`date '${variables.asOf}'`),
    reporting_currency: sqlLiteral(variables.reportingCurrency),
    money_type: new SqlFragment(money),
    minor_unit: decimals,
    /** An amount rounded half away from zero to the reporting currency's minor unit. */
    money: (expression: string | SqlFragment) => new SqlFragment(`cast(round(${expression}, ${decimals}) as ${money})`),
    literal: sqlLiteral,
    sql: (text: string) => new SqlFragment(text),
    macro: (name: string, args: Record<string, unknown> = {}) => {
      const macro = library.macros.get(name);
      if (macro === undefined)
        throw new Error(`there is no macro "${name}"; there are: ${[...library.macros.keys()].join(", ")}`);
      const given = Object.fromEntries(
        Object.entries(args).map(([key, value]) => [key, typeof value === "string" ? new SqlFragment(value) : value]),
      );
      return new SqlFragment(renderTemplate(macro.template, { ...context, args: given }, macro.path).trim());
    },
  };
  return context;
}

const optional = new Set(["closed_through", "effort.home_country", "effort.order_pool", "effort.default_pool"]);

function policyValue(policy: Policy, path: string): unknown {
  const value = path
    .split(".")
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], policy);
  if (value === undefined && !optional.has(path)) throw new Error(`the policy has no value "${path}"`);
  return value;
}

function unknownModel(where: string, name: string, library: Library): WhalecurveError {
  const near = [...library.models.keys()].filter((known) => known.includes(name) || name.includes(known)).slice(0, 3);
  return new WhalecurveError({
    code: "unknown_model",
    where,
    what: `there is no model "${name}"`,
    hint: near.length > 0 ? `did you mean ${near.join(", ")}?` : "`whalecurve ls` lists the models",
    exitCode: 2,
  });
}
