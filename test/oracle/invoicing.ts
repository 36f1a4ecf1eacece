import { addDays, earlier, later } from "./calendar.ts";
import { Decimal, decimalOf, sum, zero } from "./decimal.ts";
import { isSale, type Line, type Model, type Order, unknownParty } from "./model.ts";
import { compareText, resolveReference, type SourceRow } from "./records.ts";

export interface InvoiceLine {
  row: SourceRow;
  invoiceId: string;
  kind: "sale" | "freight" | "credit";
  reason: string | null;
  order: Order | null;
  line: Line | null;
  /** the customer's row id, where known */
  customerId: string | null;
  partyId: string;
  net: Decimal;
  gross: Decimal;
  currency: string;
  date: string;
}

export interface Invoice {
  id: string;
  source: string;
  /** by id */
  lines: InvoiceLine[];
  customerId: string | null;
  currency: string;
  date: string;
  due: string;
  net: Decimal;
  gross: Decimal;
}

/** Invoice lines placed on orders and lines; those of cancelled and draft orders are left out. */
export class Invoicing {
  readonly lines: InvoiceLine[];
  readonly invoices = new Map<string, Invoice>();
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
    this.lines = model.records
      .all("invoice_lines")
      .map((row) => this.#place(row))
      .filter(({ order }) => order === null || !order.void)
      .sort((one, other) => compareText(one.row.id, other.row.id));
    const byInvoice = Map.groupBy(
      this.lines.filter(({ kind }) => kind !== "credit"),
      ({ invoiceId }) => invoiceId,
    );
    for (const [id, lines] of byInvoice) this.invoices.set(id, this.#invoice(id, lines));
  }

  /** Sale lines of an order line: those that name it, else those that name its order only. */
  sales(line: Line): InvoiceLine[] {
    const direct = this.lines.filter((candidate) => candidate.kind === "sale" && candidate.line === line);
    return direct.length > 0 ? direct : this.orderSales(line.order);
  }

  orderSales(order: Order): InvoiceLine[] {
    return this.lines.filter(({ kind, line, order: named }) => kind === "sale" && line === null && named === order);
  }

  /** Recognised quantity in ordered units. */
  quantity(line: Line): Decimal {
    if (line.order.void) return zero;
    if (line.order.byOrder) return line.quantity;
    const sales = this.sales(line);
    if (sales.length === 0) return zero.minus(this.#cancelled(line));
    const stated = sales.flatMap((sale) => (sale.line === null ? [] : (decimalOf(sale.row.values.quantity) ?? [])));
    return (stated.length > 0 ? sum(stated) : line.quantity).minus(this.#cancelled(line));
  }

  /** The day of the line's first sale invoice; by order the order date; null while nothing is recognised. */
  revenueDate(line: Line): string | null {
    if (line.order.void) return null;
    if (line.order.byOrder) return line.order.date;
    return firstDate(this.sales(line));
  }

  /** The day whose rate counts for what stands on the order's header. */
  orderRevenueDate(order: Order): string | null {
    if (order.void) return null;
    if (order.byOrder) return order.date;
    return firstDate(this.lines.filter(({ kind, order: named }) => kind === "sale" && named === order));
  }

  /** The invoice that a credit belongs to. */
  invoiceOf(credit: InvoiceLine): Invoice | null {
    const { row } = credit;
    const reference = this.#model.records.find("invoice_lines", row.source, row.values.reference_line_id);
    const named =
      (reference === null ? undefined : this.invoices.get(invoiceId(reference))) ?? this.invoices.get(credit.invoiceId);
    if (named !== undefined) return named;
    const sales = this.lines.filter(({ kind }) => kind === "sale");
    const first =
      firstOf(sales.filter(({ line }) => line !== null && line === credit.line)) ??
      firstOf(sales.filter(({ order }) => order !== null && order === credit.order));
    return first === null ? null : (this.invoices.get(first.invoiceId) ?? null);
  }

  /** The invoice that a payment names. */
  find(source: string, reference: string | null | undefined): Invoice | null {
    return resolveReference(this.invoices, this.#model.records.sources, source, reference);
  }

  #cancelled(line: Line): Decimal {
    const credits = this.lines.filter(
      (credit) => credit.reason === "cancel" && credit.kind === "credit" && credit.line === line,
    );
    return sum(credits.map(({ row }) => decimalOf(row.values.quantity) ?? zero));
  }

  #place(row: SourceRow): InvoiceLine {
    const model = this.#model;
    const reference = model.records.find("invoice_lines", row.source, row.values.reference_line_id);
    const line = model.lineOf(row) ?? (reference === null ? null : model.lineOf(reference));
    const order = line?.order ?? model.orderOf(row) ?? (reference === null ? null : model.orderOf(reference));
    const customer = model.records.find("customers", row.source, row.values.customer_id) ?? order?.customer ?? null;
    const net = new Decimal(row.values.net_amount ?? "0");
    return {
      row,
      invoiceId: invoiceId(row),
      kind: row.values.kind === "credit" ? "credit" : isSale(row) ? "sale" : "freight",
      reason: row.values.reason ?? null,
      order,
      line,
      customerId: customer?.id ?? null,
      partyId: customer === null ? unknownParty : model.partyOfRow(customer),
      net,
      gross: net.plus(row.values.tax_amount ?? "0"),
      currency: model.currency(row),
      date: row.values.posted_on ?? "",
    };
  }

  #invoice(id: string, lines: InvoiceLine[]): Invoice {
    const date = lines.map((line) => line.date).reduce(earlier);
    const dues = lines.flatMap(({ row }) => row.values.due_on ?? []);
    const customerId = lines.find((line) => line.customerId !== null)?.customerId ?? null;
    return {
      id,
      source: lines[0]?.row.source ?? "",
      lines,
      customerId,
      currency: lines[0]?.currency ?? "",
      date,
      due: dues.length > 0 ? dues.reduce(later) : addDays(date, this.#netDays(customerId)),
      net: sum(lines.map(({ net }) => net)),
      gross: sum(lines.map(({ gross }) => gross)),
    };
  }

  #netDays(customerId: string | null): number {
    const customer = this.#model.records.all("customers").find(({ id }) => id === customerId);
    if (customer === undefined) return 0;
    const terms = this.#model.records.find("payment_terms", customer.source, customer.values.payment_terms_id);
    return Number(terms?.values.net_days ?? "0");
  }
}

const invoiceId = (row: SourceRow): string => `${row.source}:${row.values.invoice_id ?? ""}`;

function firstOf(lines: readonly InvoiceLine[]): InvoiceLine | null {
  return lines.reduce<InvoiceLine | null>(
    (first, line) => (first === null || line.date < first.date ? line : first),
    null,
  );
}

function firstDate(lines: readonly InvoiceLine[]): string | null {
  return firstOf(lines)?.date ?? null;
}
