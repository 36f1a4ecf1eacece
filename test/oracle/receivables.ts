import { type Allocation, splitAmount } from "./allocation.ts";
import { addDays } from "./calendar.ts";
import { Decimal, splitByWeight, sum, zero } from "./decimal.ts";
import { type Entry, type Event, type LineStep, negated, onLine, onParty } from "./entries.ts";
import { accrue, type Cell } from "./interest.ts";
import type { Invoice, InvoiceLine, Invoicing } from "./invoicing.ts";
import { compareLines, type Line, type Model } from "./model.ts";
import { saleWeights } from "./revenue.ts";
import { type Deduction, type Part, settle } from "./settlements.ts";

/** Who bears a share of an invoice: an order line, or the customer of an invoice line without order. */
interface Share {
  line: Line | null;
  partyId: string;
  weight: Decimal;
}

/** Cash discounts, write-offs, provisions and interest, on the lines that were invoiced. */
export function receivableEntries(model: Model, invoicing: Invoicing, allocation: Allocation): Entry[] {
  const { parts, deductions } = settle(model, invoicing);
  const paying = sourcesWithPayments(model, invoicing);
  const shares = new Map(
    [...invoicing.invoices.values()].map((invoice) => [invoice, sharesOf(model, allocation, invoice)]),
  );
  const bear = (invoice: Invoice, step: LineStep, event: Event): Entry[] =>
    splitOver(model, shares.get(invoice) ?? [], event.amount).map(({ share, amount }) =>
      entryOf(share, step, { ...event, amount }),
    );
  const entries = deductions.flatMap((deduction) => deductionEntries(model, deduction, bear));
  for (const [invoice, settled] of parts) {
    if (!paying.has(invoice.source)) continue;
    entries.push(...provisionEntries(model, invoice, settled, bear));
    entries.push(...interestEntries(model, invoice, settled, shares.get(invoice) ?? []));
  }
  return entries;
}

type Bear = (invoice: Invoice, step: LineStep, event: Event) => Entry[];

function deductionEntries(model: Model, { kind, invoice, amount, date, document }: Deduction, bear: Bear): Entry[] {
  if (!invoice.gross.gt(0)) return [];
  const net = amount.times(invoice.net).div(invoice.gross);
  const event = { amount: negated(model.rates.money(net, invoice.currency, invoice.date)), date, document };
  return bear(invoice, kind === "discount" ? "cash_discount" : "credit_loss", { ...event, basis: kind });
}

function provisionEntries(model: Model, invoice: Invoice, settled: readonly Part[], bear: Bear): Entry[] {
  const { asOf, policy } = model.settings;
  const reached = policy.receivables.provisions
    .map((step) => ({ ...step, date: addDays(invoice.due, step.days_late) }))
    .filter(({ date }) => date <= asOf)
    .sort((one, other) => other.days_late - one.days_late)[0];
  const open = invoice.gross.minus(sum(settled.filter(({ date }) => date <= asOf).map(({ amount }) => amount)));
  if (reached === undefined || !open.gt(0)) return [];
  const net = open.times(reached.share).times(invoice.net).div(invoice.gross);
  const amount = negated(model.rates.money(net, invoice.currency, invoice.date));
  return bear(invoice, "credit_loss", {
    amount,
    date: reached.date,
    document: documentOf(invoice),
    basis: "provision",
  });
}

function interestEntries(model: Model, invoice: Invoice, settled: readonly Part[], shares: readonly Share[]): Entry[] {
  const rate = new Decimal(model.settings.policy.receivables.yearly_rate);
  const cells = accrue(invoice, settled, model.settings.asOf);
  const accrued = sum(cells.map(({ weight }) => weight));
  if (rate.isZero() || !accrued.gt(0)) return [];
  const total = model.rates.money(accrued.times(rate).div(365), invoice.currency, invoice.date);
  return splitOver(model, shares, total).flatMap(({ share, amount }) =>
    overCells(model, cells, amount).map(({ cell, part }) =>
      entryOf(share, "receivable_cost", {
        amount: negated(part),
        date: cell.date,
        document: documentOf(invoice),
        basis: cell.basis,
      }),
    ),
  );
}

function overCells(
  model: Model,
  cells: readonly Cell[],
  amount: Decimal | null,
): { cell: Cell; part: Decimal | null }[] {
  const weights = cells.map(({ weight }) => weight);
  const parts = amount === null ? null : splitByWeight(amount, weights, model.rates.places);
  return cells.map((cell, position) => ({ cell, part: parts?.[position] ?? null }));
}

/** The invoice's lines by gross in the reporting currency; those without order last. */
function sharesOf(model: Model, allocation: Allocation, invoice: Invoice): Share[] {
  const lines = new Map<Line, Decimal>();
  const rest: Share[] = [];
  for (const invoiceLine of invoice.lines) {
    const { order, gross, currency, partyId } = invoiceLine;
    const converted = model.rates.money(gross, currency, invoice.date) ?? gross.toDecimalPlaces(model.rates.places);
    if (order === null || order.lines.length === 0) {
      rest.push({ line: null, partyId: order?.partyId ?? partyId, weight: converted });
      continue;
    }
    const weights = placesOf(allocation, invoiceLine, order.lines);
    for (const { line, amount } of splitAmount(converted, weights, model.rates.places)) {
      lines.set(line, (lines.get(line) ?? zero).plus(amount ?? zero));
    }
  }
  const shares: Share[] = [...lines]
    .sort(([one], [other]) => compareLines(one, other))
    .map(([line, weight]) => ({ line, partyId: line.order.partyId, weight }));
  const all = [...shares, ...rest].map((share) => ({ ...share, weight: Decimal.max(share.weight, zero) }));
  return all.some(({ weight }) => weight.gt(0)) ? all : all.map((share) => ({ ...share, weight: new Decimal(1) }));
}

function placesOf(allocation: Allocation, { line, order, kind }: InvoiceLine, lines: readonly Line[]) {
  if (line !== null || order === null)
    return lines.filter((other) => other === line).map((other) => ({ line: other, weight: new Decimal(1) }));
  return kind === "freight" ? allocation.orderWeights(order, "freight") : saleWeights(order);
}

function splitOver(
  model: Model,
  shares: readonly Share[],
  total: Decimal | null,
): { share: Share; amount: Decimal | null }[] {
  if (total === null) return shares.filter(({ weight }) => weight.gt(0)).map((share) => ({ share, amount: null }));
  const weights = shares.map(({ weight }) => weight);
  const parts = splitByWeight(total, weights, model.rates.places);
  return shares.map((share, position) => ({ share, amount: parts[position] ?? zero }));
}

function entryOf({ line, partyId }: Share, step: LineStep, event: Event): Entry {
  return line === null ? onParty(partyId, "customer_cost", event) : onLine(line, step, event);
}

const documentOf = (invoice: Invoice): string => invoice.lines[0]?.row.document ?? "";

/** Sources in which payments are known: some stand there, or some of another source name one of their invoices. */
function sourcesWithPayments(model: Model, invoicing: Invoicing): Set<string> {
  return new Set(
    model.records
      .all("payments")
      .flatMap((row) => [row.source, invoicing.find(row.source, row.values.invoice_id)?.source ?? row.source]),
  );
}
