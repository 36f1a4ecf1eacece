import { later } from "./calendar.ts";
import { Decimal, zero } from "./decimal.ts";
import type { Invoice, Invoicing } from "./invoicing.ts";
import type { Model } from "./model.ts";
import { compareText, type SourceRow } from "./records.ts";

/** A part of an invoice that was settled on a day, gross, in the invoice's currency. */
export interface Part {
  amount: Decimal;
  date: string;
}

/** A cash discount or write-off, gross, in the invoice's currency. */
export interface Deduction {
  kind: "discount" | "writeoff";
  invoice: Invoice;
  amount: Decimal;
  date: string;
  document: string;
}

interface Settlement {
  row: SourceRow;
  rank: 0 | 1;
  kind: string;
  date: string;
  amount: Decimal;
  currency: string;
  invoice: Invoice | null;
  customerId: string | null;
}

export interface Settled {
  parts: ReadonlyMap<Invoice, Part[]>;
  deductions: Deduction[];
}

/** Matches payments and credits with invoices: those that name one first, then the customer's oldest. */
export function settle(model: Model, invoicing: Invoicing): Settled {
  const invoices = [...invoicing.invoices.values()].sort(
    (one, other) => compareText(one.date, other.date) || compareText(one.id, other.id),
  );
  const open = new Map(invoices.map((invoice) => [invoice, Decimal.max(invoice.gross, zero)]));
  const parts = new Map<Invoice, Part[]>(invoices.map((invoice) => [invoice, []]));
  const deductions: Deduction[] = [];
  const take = (invoice: Invoice, wanted: Decimal, date: string): Decimal => {
    const left = open.get(invoice) ?? zero;
    const amount = Decimal.min(left, wanted);
    open.set(invoice, left.minus(amount));
    if (amount.gt(0)) parts.get(invoice)?.push({ amount, date: later(date, invoice.date) });
    return amount;
  };
  const deduct = (settlement: Settlement, invoice: Invoice, amount: Decimal): void => {
    const { kind, date, row } = settlement;
    if ((kind === "discount" || kind === "writeoff") && amount.gt(0)) {
      deductions.push({ kind, invoice, amount, date, document: row.document });
    }
  };
  const settlements = [...credits(model, invoicing), ...payments(model, invoicing)].sort(
    (one, other) => compareText(one.date, other.date) || one.rank - other.rank || compareText(one.row.id, other.row.id),
  );
  for (const settlement of settlements) {
    const { invoice } = settlement;
    const amount = invoice === null ? null : inCurrencyOf(model, settlement, invoice);
    if (invoice === null || amount === null) continue;
    take(invoice, amount, settlement.date);
    deduct(settlement, invoice, amount);
  }
  for (const settlement of settlements) {
    if (settlement.invoice !== null || settlement.customerId === null) continue;
    let left = settlement.amount;
    for (const invoice of invoices) {
      if (invoice.customerId !== settlement.customerId || invoice.currency !== settlement.currency) continue;
      const taken = take(invoice, left, settlement.date);
      left = left.minus(taken);
      deduct(settlement, invoice, taken);
    }
  }
  return { parts, deductions };
}

function credits(model: Model, invoicing: Invoicing): Settlement[] {
  return invoicing.lines
    .filter(({ kind, gross }) => kind === "credit" && gross.gt(0))
    .map((credit) => ({
      row: credit.row,
      rank: 0,
      kind: "note",
      date: credit.date,
      amount: credit.gross,
      currency: model.currency(credit.row),
      invoice: invoicing.invoiceOf(credit),
      customerId: credit.customerId,
    }));
}

function payments(model: Model, invoicing: Invoicing): Settlement[] {
  return model.records
    .all("payments")
    .map((row) => ({
      row,
      rank: 1 as const,
      kind: row.values.kind ?? "cash",
      date: row.values.paid_on ?? "",
      amount: new Decimal(row.values.amount ?? "0"),
      currency: model.currency(row),
      invoice: invoicing.find(row.source, row.values.invoice_id),
      customerId: model.records.find("customers", row.source, row.values.customer_id)?.id ?? null,
    }))
    .filter(({ kind, amount }) => kind !== "credit" && amount.gt(0));
}

function inCurrencyOf(model: Model, { amount, currency, date }: Settlement, invoice: Invoice): Decimal | null {
  if (currency === invoice.currency) return amount;
  const reporting = model.rates.convert(amount, currency, date);
  const unit = model.rates.convert(new Decimal(1), invoice.currency, date);
  return reporting === null || unit === null ? null : reporting.div(unit);
}
