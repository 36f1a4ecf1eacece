import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Company, Row, Settings } from "./company.ts";

/** Writes a company as a project folder: configuration, policy, and one canonical CSV file per source and entity. */
export async function writeCompany(directory: string, company: Company, settings: Settings): Promise<void> {
  const names = Object.keys(company.sources);
  const sources = Object.fromEntries(
    names.map((name) => [name, { connector: "files", path: `sources/${name}`, ...settings.sources[name] }]),
  );
  await mkdir(directory, { recursive: true });
  const project = {
    name: "oracle",
    reporting_currency: settings.reportingCurrency,
    as_of: settings.asOf,
    sources,
  };
  await writeFile(join(directory, "whalecurve.yaml"), stringify(project));
  await writeFile(join(directory, "policy.yaml"), stringify(settings.policy));
  for (const [name, data] of Object.entries(company.sources)) {
    const folder = join(directory, "sources", name);
    await mkdir(folder, { recursive: true });
    for (const [entity, rows] of Object.entries(data)) {
      if (rows.length > 0) await writeFile(join(folder, `${entity}.csv`), csv(rows));
    }
  }
}

function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => field(row[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

function field(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
