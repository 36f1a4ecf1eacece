import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { isIsoDate } from "./clock.ts";
import { WhalecurveError } from "./error.ts";
import { type Policy, policySchema } from "./policy.ts";
import { parseYaml } from "./yaml.ts";

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and _, starting with a letter");
const currency = z.string().regex(/^[A-Z]{3}$/, "expected an ISO 4217 code such as EUR");
const date = z.union([z.string(), z.date().transform((day) => day.toISOString().slice(0, 10))]).refine(isIsoDate, {
  message: "expected a date as YYYY-MM-DD",
});
const timezone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}, "expected an IANA time zone such as Europe/Vienna");

const table = z.strictObject({
  file: z.string(),
  format: z.enum(["csv", "tsv", "json", "ndjson", "parquet", "xlsx"]).optional(),
  delimiter: z.string().min(1).optional(),
  quote: z.string().max(1).optional(),
  row_end: z.string().min(1).optional(),
  header: z.boolean().optional(),
  encoding: z.string().optional(),
  columns: z.array(z.string().min(1)).min(1).optional(),
  sheet: z.string().optional(),
  key: z.array(z.string()).min(1).optional(),
  cursor: z.string().optional(),
  mode: z.enum(["replace", "append"]).optional(),
});

const source = z.looseObject({
  connector: z.string(),
  path: z.string().optional(),
  currency: currency.optional(),
  timezone: timezone.default("UTC"),
  recognise: z.enum(["invoice", "order"]).optional(),
  tables: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected a name of letters, digits and _"), table)
    .default({}),
});
const target = z.looseObject({ kind: z.string(), path: z.string().optional() });
const schedule = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "expected lower-case letters, digits and -"),
    cron: z.string(),
    command: z.literal("run").optional(),
    export: z.string().optional(),
    format: z.enum(["csv", "json", "parquet", "arrow", "xlsx"]).default("csv"),
    to: z.string().optional(),
  })
  .refine(
    (given) => (given.command === undefined) !== (given.export === undefined),
    "expected either `command` or `export`",
  )
  .refine(
    (given) => given.export === undefined || given.to !== undefined,
    "an `export` needs `to`, the name of a target",
  );

const projectSchema = z.strictObject({
  name: z.string().min(1),
  reporting_currency: currency,
  as_of: date.optional(),
  sources: z.record(name, source),
  targets: z.record(name, target).default({}),
  schedule: z.array(schedule).default([]),
  server: z
    .strictObject({ host: z.string().default("127.0.0.1"), port: z.number().int().min(0).max(65535).default(8080) })
    .prefault({}),
});

export type TableOptions = z.output<typeof table>;
export type SourceOptions = z.output<typeof source>;
export type TargetOptions = z.output<typeof target>;
export type ScheduleEntry = z.output<typeof schedule>;

/** A project folder, read and checked. `directory` is absolute; relative paths in the file start there. */
export interface Project extends z.output<typeof projectSchema> {
  directory: string;
  policy: Policy;
  /** Values taken from `.env` or the environment through `${NAME}`: never to be logged. */
  secrets: string[];
}

/** The nearest folder from `start` upwards that holds a whalecurve.yaml. */
export function findProject(start: string): string {
  for (let directory = resolve(start); ; directory = dirname(directory)) {
    if (existsSync(join(directory, "whalecurve.yaml"))) return directory;
    if (directory === dirname(directory)) {
      throw new WhalecurveError({
        code: "no_project",
        where: resolve(start),
        what: "no whalecurve.yaml here or in any folder above",
        hint: "run `whalecurve init`, or name the project with --project-dir",
        exitCode: 2,
      });
    }
  }
}

/**
 * Reads `whalecurve.yaml`, `policy.yaml` and `.env` of a project folder.
 * @throws WhalecurveError (exit code 2) naming file, line and path of everything that is not understood.
 */
export function loadProject(directory: string, environment: NodeJS.ProcessEnv = process.env): Project {
  const root = resolve(directory);
  const file = join(root, "whalecurve.yaml");
  if (!existsSync(file)) {
    throw new WhalecurveError({
      code: "no_project",
      where: file,
      what: "file not found",
      hint: "run `whalecurve init`",
      exitCode: 2,
    });
  }
  const dotEnv = join(root, ".env");
  const variables = { ...(existsSync(dotEnv) ? parseEnv(readFileSync(dotEnv, "utf8")) : {}), ...environment };
  const secrets: string[] = [];
  const configuration = parseYaml(
    readFileSync(file, "utf8"),
    "whalecurve.yaml",
    projectSchema,
    nameResolver(variables, secrets),
  );
  const asOf = environment.WHALECURVE_AS_OF;
  return {
    ...configuration,
    ...(asOf === undefined ? {} : { as_of: checkedAsOf(asOf) }),
    directory: root,
    policy: loadPolicy(root),
    secrets,
  };
}

/** A date given by a flag or the environment. */
export function checkedAsOf(text: string): string {
  if (isIsoDate(text)) return text;
  throw new WhalecurveError({
    code: "invalid_as_of",
    where: "as-of",
    what: `"${text}" is not a date`,
    hint: "write it as YYYY-MM-DD",
    exitCode: 2,
  });
}

/** The policy of a project folder; every default where there is no `policy.yaml`. */
export function loadPolicy(directory: string): Policy {
  const file = join(directory, "policy.yaml");
  return existsSync(file) ? parseYaml(readFileSync(file, "utf8"), "policy.yaml", policySchema) : policySchema.parse({});
}

function nameResolver(variables: NodeJS.Dict<string>, secrets: string[]): (value: string, where: string) => string {
  return (value, where) =>
    value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (written, variable: string) => {
      const resolved = variables[variable];
      if (resolved === undefined) {
        throw new WhalecurveError({
          code: "unresolved_name",
          where,
          what: `${written} is not set`,
          hint: `set ${variable} in .env or in the environment`,
          exitCode: 2,
        });
      }
      secrets.push(resolved);
      return resolved;
    });
}
