import { type Allocation, splitAmount, type Weighted } from "./allocation.ts";
import { Decimal, decimalOf, sum, zero } from "./decimal.ts";
import { type Entry, type Event, type LineStep, negated, onLine, onParty } from "./entries.ts";
import type { InvoiceLine, Invoicing } from "./invoicing.ts";
import type { Line, Model, Order } from "./model.ts";
import { hasRebate } from "./rebates.ts";

const creditSteps: Record<string, LineStep> = {
  cancel: "invoice_revenue",
  return: "returns_credit",
  rebate: "rebate",
  freight: "charged_freight",
};

/** What sale lines, line-level cancellations, and orders recognised by order bring in. */
export function revenueEntries(model: Model, invoicing: Invoicing): Entry[] {
  const entries: Entry[] = [];
  for (const order of model.orders.values()) {
    if (!order.byOrder || order.void) continue;
    for (const line of order.lines) {
      const amount = model.rates.money(line.net, order.currency, order.date);
      entries.push(
        onLine(line, "invoice_revenue", { amount, date: order.date, document: line.row.document, basis: "order" }),
      );
    }
    for (const { line, amount } of headerDiscount(model, invoicing, order)) {
      const event = { amount: negated(amount), date: order.date, document: order.row.document, basis: "order" };
      entries.push(onLine(line, "invoice_revenue", event));
    }
  }
  for (const sale of invoicing.lines) {
    if (sale.kind === "sale" && !sale.order?.byOrder && sale.order !== null) {
      entries.push(...saleEntries(model, sale, sale.order));
    }
    if (isCancel(sale) && sale.line !== null) {
      entries.push(onLine(sale.line, "invoice_revenue", creditEvent(model, invoicing, sale)));
    }
  }
  return entries;
}

/** Cancellations that name only an order, by what its lines brought in before. */
export function orderCancelEntries(model: Model, invoicing: Invoicing, allocation: Allocation): Entry[] {
  return invoicing.lines.flatMap((line) =>
    isCancel(line) && line.line === null && line.order !== null
      ? allocation.order(line.order, "net_value", "invoice_revenue", creditEvent(model, invoicing, line))
      : [],
  );
}

/** Everything else that invoice lines and order headers say: freight, credits, and what belongs to no order. */
export function creditEntries(model: Model, invoicing: Invoicing, allocation: Allocation): Entry[] {
  const entries: Entry[] = [];
  for (const order of model.orders.values()) {
    const freight = decimalOf(order.row.values.charged_freight);
    if (!order.byOrder || order.void || freight === null) continue;
    const amount = model.rates.money(freight, order.currency, order.date);
    const event = { amount, date: order.date, document: order.row.document, basis: "order" };
    entries.push(...allocation.order(order, "freight", "charged_freight", event));
  }
  for (const line of invoicing.lines) {
    const event = line.kind === "credit" ? creditEvent(model, invoicing, line) : invoiceEvent(model, line);
    if (line.kind !== "credit" && (line.order?.byOrder ?? model.recognisesByOrder(line.row.source))) continue;
    if (line.kind === "credit" && line.reason === "rebate" && hasRebate(model, line.order?.partyId ?? line.partyId))
      continue;
    if (line.order === null) entries.push(onParty(line.partyId, "customer_cost", event));
    else if (line.kind !== "sale" && !isCancel(line)) {
      const step = line.kind === "freight" ? "charged_freight" : (creditSteps[line.reason ?? ""] ?? "price_credit");
      const driver = step === "charged_freight" ? "freight" : "net_value";
      entries.push(
        ...(line.line === null ? allocation.order(line.order, driver, step, event) : [onLine(line.line, step, event)]),
      );
    }
  }
  return entries;
}

/** Recognised revenue per line so far; what is unknown counts nothing. */
export function netValues(entries: readonly Entry[]): Map<Line, Decimal> {
  const values = new Map<Line, Decimal>();
  for (const { line, step, amount } of entries) {
    if (line !== null && step === "invoice_revenue" && amount !== null) {
      values.set(line, (values.get(line) ?? zero).plus(amount));
    }
  }
  for (const { line, step, amount } of entries) {
    if (line !== null && step === "invoice_revenue" && amount === null) values.set(line, zero);
  }
  return values;
}

/** The header discount of an order on its recognised lines, in the reporting currency. */
export function headerDiscount(
  model: Model,
  invoicing: Invoicing,
  order: Order,
): { line: Line; amount: Decimal | null }[] {
  const discount = decimalOf(order.row.values.header_discount);
  const date = invoicing.orderRevenueDate(order);
  if (discount === null || date === null) return [];
  const quantities = order.lines.map((line) => ({ line, weight: Decimal.max(invoicing.quantity(line), zero) }));
  if (quantities.every(({ weight }) => weight.isZero())) return [];
  const values = quantities.map(({ line, weight }) => ({ line, weight: weight.times(line.unitPrice ?? zero) }));
  const weights = values.some(({ weight }) => !weight.isZero()) ? values : quantities;
  return splitAmount(model.rates.money(discount, order.currency, date), weights, model.rates.places);
}

/** The lines of an order with their weight in a sale line that names only the order. */
export function saleWeights(order: Order): Weighted[] {
  const nets = order.lines.map((line) => ({ line, weight: Decimal.max(line.net ?? zero, zero) }));
  if (nets.some(({ weight }) => !weight.isZero())) return nets;
  const quantities = order.lines.map((line) => ({ line, weight: line.quantity.times(line.factor ?? 1) }));
  if (sum(quantities.map(({ weight }) => weight)).gt(0)) return quantities;
  return order.lines.map((line) => ({ line, weight: new Decimal(1) }));
}

function saleEntries(model: Model, sale: InvoiceLine, order: Order): Entry[] {
  const event = invoiceEvent(model, sale);
  if (order.lines.length === 0) return [onParty(order.partyId, "customer_cost", event)];
  if (sale.line !== null) return [onLine(sale.line, "invoice_revenue", event)];
  return splitAmount(event.amount, saleWeights(order), model.rates.places).map(({ line, amount }) =>
    onLine(line, "invoice_revenue", { ...event, amount }),
  );
}

const isCancel = ({ kind, reason }: InvoiceLine): boolean => kind === "credit" && reason === "cancel";

function invoiceEvent(model: Model, line: InvoiceLine): Event {
  const amount = model.rates.money(line.net, line.currency, line.date);
  return { amount, date: line.date, document: line.row.document, basis: "invoice" };
}

function creditEvent(model: Model, invoicing: Invoicing, credit: InvoiceLine): Event {
  const rateDate = invoicing.invoiceOf(credit)?.date ?? credit.date;
  const amount = negated(model.rates.money(credit.net, credit.currency, rateDate));
  return { amount, date: credit.date, document: credit.row.document, basis: "invoice" };
}
