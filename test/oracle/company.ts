import type { Policy } from "../../core/policy.ts";

/** One canonical row as a file would have it: every value text, or missing. */
export type Row = Readonly<Record<string, string | null>>;

/** First the key columns of every entity that profit reads, in the order of the canonical tables. */
export const keyColumns = {
  accounts: ["account_id"],
  interactions: ["interaction_id"],
  cases: ["case_id"],
  customers: ["customer_id"],
  payment_terms: ["payment_terms_id"],
  products: ["product_id"],
  product_uoms: ["product_id", "uom"],
  standard_costs: ["product_id", "plant", "valid_from"],
  moving_average_costs: ["product_id", "plant", "at"],
  batch_costs: ["lot_id", "product_id", "revision"],
  job_costs: ["order_line_id", "revision"],
  price_list_lines: ["price_list_id", "line_no"],
  orders: ["order_id"],
  order_lines: ["order_line_id"],
  deliveries: ["delivery_id", "order_line_id", "lot_id"],
  order_costs: ["cost_id"],
  invoice_lines: ["invoice_line_id"],
  returns: ["return_id"],
  payments: ["payment_id"],
  fx_rates: ["base", "quote", "date", "kind"],
} as const;

export type Entity = keyof typeof keyColumns;
export type SourceData = Partial<Record<Entity, Row[]>>;

/** The source rows that are one customer; ids are bare. */
export interface Party {
  party_id: string;
  segment: string | null;
  tier: string | null;
  rows: { source: string; entity: "accounts" | "customers"; source_id: string }[];
}

export interface Company {
  sources: Record<string, SourceData>;
  parties: Party[];
}

export interface SourceSettings {
  currency?: string;
  timezone?: string;
  recognise?: "invoice" | "order";
}

export interface Settings {
  policy: Policy;
  asOf: string;
  reportingCurrency: string;
  sources: Record<string, SourceSettings>;
}
