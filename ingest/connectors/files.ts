import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import type { TableOptions } from "../../core/project.ts";
import { entities } from "../entities/index.ts";
import { archiveFile } from "../files/archive.ts";
import { readDelimited } from "../files/delimited.ts";
import { readJson } from "../files/json.ts";
import type { Derivation, Reading } from "../files/landing.ts";
import { readParquet } from "../files/parquet.ts";
import { readSpreadsheet } from "../files/spreadsheet.ts";
import { newlyUnknown } from "../ledger.ts";
import type { Connector, ConnectorContext, Landed, SourceTable } from "./connector.ts";

const ownKeys = new Set(["connector", "path", "currency", "timezone", "recognise", "tables"]);
const fileName = /^([^.].*?)\.(csv|tsv|txt|json|ndjson|jsonl|parquet|xlsx)(\.gz)?$/i;
const entityNames = new Set(entities.map((entity) => entity.name));

/** Files in a folder: canonical ones by their name, others as `tables:` describes them. */
export const files: Connector = {
  name: "files",
  async discover(context) {
    checkOptions(context);
    const { project, source, options } = context;
    const folder = resolve(project.directory, options.path ?? `sources/${source}`);
    const found = await listing(folder, source);
    const declared = Object.entries(options.tables).map(([name, table]) =>
      fileTable(context, { name, path: resolve(folder, table.file), options: table, canonical: false }),
    );
    const used = new Set(declared.map((table) => table.path));
    const free = found.filter((file) => !used.has(resolve(folder, file)));
    const canonical = new Map<string, string[]>();
    const ignored: string[] = [];
    for (const file of free) {
      const name = fileName.exec(file)?.[1]?.toLowerCase();
      if (name === undefined) continue;
      if (entityNames.has(name)) canonical.set(name, [...(canonical.get(name) ?? []), file]);
      else ignored.push(file);
    }
    const reported = await newlyUnknown(context.connection, source, "", ignored);
    if (reported.length > 0) {
      context.log.warn(
        `${source}: not loaded, as neither \`tables:\` nor an entity has this name: ${reported.join(", ")}`,
      );
    }
    const named = [...canonical].map(([name, candidates]) =>
      fileTable(context, {
        name,
        path: resolve(folder, candidates[0] ?? ""),
        options: {},
        canonical: true,
        rivals: candidates.slice(1),
      }),
    );
    return [...declared, ...named].map(({ table }) => table);
  },
};

interface FileTable {
  name: string;
  path: string;
  options: Partial<TableOptions>;
  canonical: boolean;
  /** Further files that claim to be the same entity. */
  rivals?: readonly string[];
}

function fileTable(context: ConnectorContext, file: FileTable): { path: string; table: SourceTable } {
  const { name, path, options } = file;
  const origin = basename(path);
  const archived = once(async () => {
    checkFile(context.source, file);
    return archiveFile(path, context.archiveDirectory);
  });
  const table: SourceTable = {
    name,
    canonical: file.canonical,
    origin,
    key: options.key ?? [],
    append: options.mode === "append" || (options.mode === undefined && options.cursor !== undefined),
    async fingerprint() {
      const { hash } = await archived();
      return createHash("sha256")
        .update(JSON.stringify([hash, formatOf(origin, options), options]))
        .digest("hex");
    },
    async land({ rewrite } = { rewrite: false }) {
      return read(context, (await archived()).path, origin, options, rewrite);
    },
  };
  return { path, table };
}

async function read(
  context: ConnectorContext,
  path: string,
  origin: string,
  options: Partial<TableOptions>,
  rewrite: boolean,
): Promise<Landed> {
  const { columns, encoding, sheet } = options;
  const format = formatOf(origin, options);
  if (statSync(path).size === 0) {
    context.log.warn(`${context.source}: ${origin} is empty: 0 rows`);
    return { scan: "(select null where false)", columns: [], rows: 0, rejected: 0, rejects: undefined };
  }
  const header = options.header ?? true;
  switch (format) {
    case "json":
    case "ndjson":
      return landed(await readJson(path, origin, { lines: format === "ndjson", encoding }));
    case "parquet":
      return { ...(await readParquet(path, origin, context.connection)), rejects: undefined };
    case "xlsx":
      return landed(await readSpreadsheet(path, origin, { sheet, header, columns }));
    case "csv":
    case "tsv": {
      const delimiter = options.delimiter ?? (format === "tsv" ? "\t" : undefined);
      const how = { delimiter, quote: options.quote, rowEnd: options.row_end, header, encoding, columns };
      return landed(await readDelimited(path, origin, how, rewrite));
    }
  }
}

function landed({ reading, derivation }: { reading: Reading; derivation: Derivation }): Landed {
  return { ...reading, rejects: derivation.rejectsScan(reading) };
}

function formatOf(origin: string, options: Partial<TableOptions>): NonNullable<TableOptions["format"]> {
  if (options.format !== undefined) return options.format;
  switch (fileName.exec(origin)?.[2]?.toLowerCase()) {
    case "tsv":
      return "tsv";
    case "json":
      return "json";
    case "ndjson":
    case "jsonl":
      return "ndjson";
    case "parquet":
      return "parquet";
    case "xlsx":
      return "xlsx";
    default:
      return "csv";
  }
}

async function listing(folder: string, source: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (thrown) {
    throw new WhalecurveError({
      code: "source_folder",
      where: `sources.${source}`,
      what: `the folder ${folder} cannot be read`,
      hint: "correct `path` of this source, or make the folder available",
      cause: thrown,
    });
  }
}

function checkFile(source: string, { name, path, rivals = [] }: FileTable): void {
  if (rivals.length > 0) {
    throw new WhalecurveError({
      code: "ambiguous_file",
      where: `sources.${source}`,
      what: `${name} comes as ${[basename(path), ...rivals].join(" and ")}`,
      hint: "keep one of them",
    });
  }
  if (!existsSync(path)) {
    throw new WhalecurveError({
      code: "missing_file",
      where: `sources.${source}.tables.${name}`,
      what: `the file ${path} does not exist`,
      hint: "deliver the file, or correct `file` in whalecurve.yaml",
    });
  }
}

function checkOptions({ source, options }: ConnectorContext): void {
  for (const key of Object.keys(options)) {
    if (ownKeys.has(key)) continue;
    throw new WhalecurveError({
      code: "unknown_key",
      where: `whalecurve.yaml: sources.${source}.${key}`,
      what: "unknown key for the files connector",
      hint: `known keys are ${[...ownKeys].join(", ")}`,
      exitCode: 2,
    });
  }
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
