import { orderWaterfall } from "../../api/datasets/waterfall.ts";
import { explainOrder, type OrderExplanation } from "../../api/explain/order.ts";
import { WhalecurveError } from "../../core/error.ts";
import type { Row, Value } from "../../warehouse/duckdb/values.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { dataPaths, openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `explain order`: its waterfall, down to the document behind each amount. */
export const register: Register = (program) => {
  const explain = program.command("explain").description("show where a figure comes from");
  explain
    .command("order")
    .description("the profit waterfall of an order, with the source document of each amount")
    .argument("<id>", "the order as <source>:<id>; the id alone where only one source has it")
    .option("--format <format>", "text or json", "text")
    .action(async (id: string, flags: { format: string }, command) => {
      const { project } = openSession(command);
      const print = printerOf(flags.format);
      const snapshots = new SnapshotReader(dataPaths(project).snapshots);
      const lease = await snapshots.lease();
      try {
        process.stdout.write(print(await explainOrder(lease.tables, id), project.reporting_currency));
      } finally {
        lease.release();
        snapshots.close();
      }
    });
};

type Printer = (explanation: OrderExplanation, currency: string) => string;
const printers: Record<string, Printer> = {
  text: explanationText,
  json: (explanation) => `${JSON.stringify(explanation, null, 2)}\n`,
};

function printerOf(format: string): Printer {
  const printer = printers[format];
  if (printer !== undefined) return printer;
  throw new WhalecurveError({
    code: "unknown_format",
    where: "--format",
    what: `there is no format "${format}"`,
    hint: `one of: ${Object.keys(printers).join(", ")}`,
    exitCode: 2,
  });
}

const sums = ["invoice_revenue", "net_revenue", "cm1", "cm2", "actual_profit"];
/** Already inside the steps above them. */
const subtotals = ["order_direct_cost"];

/** The waterfall as text: every step with its amount, and below it the entries it is the sum of. */
export function explanationText({ order, lines, entries }: OrderExplanation, currency: string): string {
  const facts = ["party_name", "order_date", "status", "maturity", "channel", "plant"]
    .map((name) => order[name])
    .filter((value) => value !== null && value !== undefined);
  const steps = Object.keys(orderWaterfall).filter((step) => !subtotals.includes(step));
  const byStep = Map.groupBy(entries, (entry) => String(entry.step));
  const body = steps.flatMap((step) => {
    const own = sums.includes(step) && step !== "invoice_revenue" ? [] : (byStep.get(step) ?? []);
    const sum = sums.includes(step);
    return [row(`${signOf(step)} ${step}`, order[step] ?? null), ...own.map(entryText), ...(sum ? [""] : [])];
  });
  const others = [...byStep].filter(([step]) => !steps.includes(step)).flatMap(([, own]) => own.map(entryText));
  const bases = lines.map(
    (line) => `  ${line.order_line_id}  ${line.product_name ?? line.product_id}  ${basisOf(line)}`,
  );
  return [
    `order ${order.order_id}  ${facts.join("  ")}`,
    `amounts in ${currency}; entries show their effect on profit; – is unknown`,
    "",
    ...body,
    ...others,
    "lines and the evidence of their cost",
    ...bases,
    "",
  ].join("\n");
}

function signOf(step: string): string {
  if (sums.includes(step)) return "=";
  if (step === "list_amount") return " ";
  return step === "charged_freight" ? "+" : "−";
}

function row(label: string, amount: Value): string {
  return `${label.padEnd(24)}${amountText(amount).padStart(16)}`;
}

function entryText(entry: Row): string {
  const place = [entry.effective_date, entry.order_line_id, entry.source_document, entry.basis];
  const described = place.filter((part) => part !== null && part !== undefined).join("  ");
  return `${amountText(entry.amount ?? null).padStart(40)}    ${described}`;
}

function basisOf(line: Row): string {
  return `${line.cost_basis ?? "–"}${line.cost_bases === null || line.cost_bases === undefined ? "" : ` ${line.cost_bases}`}`;
}

function amountText(amount: Value): string {
  return amount === null ? "–" : String(amount);
}
