import { badRequest } from "../../api/query/problem.ts";
import type { Parameters } from "../../api/query/selection.ts";
import { exportDataset } from "../pipeline/dataset.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

interface ExportFlags {
  format: string;
  out?: string;
  to?: string;
  filter: string[];
  sort?: string;
  limit?: string;
}

/** `export`: one dataset as a file, the same rows as the screen. */
export const register: Register = (program) => {
  program
    .command("export")
    .description("write one dataset, the same rows as the screen")
    .argument("<dataset>", "its name, such as fct_order_profit or price_grades")
    .option("--format <format>", "csv, json, parquet, arrow or xlsx", "csv")
    .option("--out <file>", "file to write (default: standard output)")
    .option("--to <target>", "target of whalecurve.yaml to deliver to")
    .option("--filter <column=value>", "only these rows; also column.gte=value and so on; may be repeated", append, [])
    .option("--sort <columns>", "such as -actual_profit,order_id")
    .option("--limit <rows>", "at most so many rows (default: all)")
    .action(async (dataset: string, flags: ExportFlags, command) => {
      const session = openSession(command);
      const { format, out, to } = flags;
      if (out !== undefined && to !== undefined) {
        throw badRequest("invalid_target", "a target and --out are given", "give one of --to and --out");
      }
      session.log.info(await exportDataset(session, { dataset, format, parameters: parametersOf(flags), out, to }));
    });
};

function parametersOf({ filter, sort, limit }: ExportFlags): Parameters {
  const filters = filter.map((text) => {
    const at = text.indexOf("=");
    if (at > 0) return { name: text.slice(0, at), value: text.slice(at + 1) };
    throw badRequest("invalid_filter", `"${text}" is not a filter`, "write it as column=value");
  });
  const byName = Map.groupBy(filters, ({ name }) => name);
  const grouped = [...byName].map(([name, given]) => [name, given.map(({ value }) => value)] as const);
  return { ...Object.fromEntries(grouped), sort, limit };
}

function append(value: string, before: string[]): string[] {
  return [...before, value];
}
