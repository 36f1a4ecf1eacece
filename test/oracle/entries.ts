import type { Decimal } from "./decimal.ts";
import type { Line, Order } from "./model.ts";

export const lineSteps = [
  "invoice_revenue",
  "charged_freight",
  "returns_credit",
  "price_credit",
  "cash_discount",
  "rebate",
  "product_cost",
  "freight_cost",
  "packaging_cost",
  "other_direct_cost",
  "service_cost",
  "complaint_cost",
  "receivable_cost",
  "credit_loss",
] as const;
export type LineStep = (typeof lineSteps)[number];
export type Step = LineStep | "customer_cost" | "idle_capacity" | "prospect_effort";

/** One event's effect on profit; null where it cannot be known. */
export interface Entry {
  line: Line | null;
  partyId: string | null;
  step: Step;
  amount: Decimal | null;
  date: string;
  document: string;
  basis: string | null;
  pool: string | null;
}

/** What an event is, before anybody bears it. */
export type Event = Pick<Entry, "amount" | "date" | "document"> & { basis?: string; pool?: string };

export function onLine(line: Line, step: Step, event: Event): Entry {
  return { basis: null, pool: null, ...event, line, partyId: line.order.partyId, step };
}

export function onParty(partyId: string | null, step: Step, event: Event): Entry {
  return { basis: null, pool: null, ...event, line: null, partyId, step };
}

/** Who bears an event: one line, an order, or a customer. */
export type Bearer = { line: Line } | { order: Order } | { partyId: string };

export const negated = (amount: Decimal | null): Decimal | null => (amount === null ? null : amount.negated());
