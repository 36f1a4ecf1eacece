/** Rows of the datasets as JSON carries them: money, decimals and shares are exact text, missing is null. */

export interface Company {
  name: string;
  reporting_currency: string;
  as_of: string | null;
  build_id: string | null;
  built_at: string | null;
  policy_hash: string | null;
  state: "ready" | "no_data";
  grades: Record<string, string>;
}

/** The waterfall's columns, positive as named. */
export interface LadderColumns {
  list_amount: string | null;
  invoice_revenue: string | null;
  net_revenue: string | null;
  product_cost: string | null;
  cm1: string | null;
  cm2: string | null;
  [column: string]: unknown;
}

export interface CompanyMonth extends LadderColumns {
  month: string;
  closed: boolean;
  orders: number;
  parties: number;
  covered_revenue: string | null;
  cm3: string | null;
  cm4: string | null;
  cm5: string | null;
}

export interface CustomerMonth extends LadderColumns {
  party_id: string;
  month: string;
  closed: boolean;
  orders: number;
  covered_revenue: string | null;
  cm3: string | null;
  cm4: string | null;
}

export interface TierSummary {
  tier: string;
  parties: number;
  net_revenue: string | null;
  cm4: string | null;
  share: string | null;
}

export interface Party {
  party_id: string;
  name: string;
  lifecycle: string | null;
  country: string | null;
  segment: string | null;
  owner: string | null;
  tier: string | null;
  score: string | null;
  at_risk: boolean | null;
  satisfaction: string | null;
  evidence: string | null;
  price_grade: string | null;
  credit_limit: string | null;
  credit_blocked: boolean | null;
  open_balance: string | null;
  overdue_balance: string | null;
  first_order_date: string | null;
  last_order_date: string | null;
  /** Over the last 12 closed months. */
  net_revenue: string | null;
  covered_revenue: string | null;
  cm4: string | null;
  provisional: boolean | null;
  /** On the whale curve; missing without activity in those months. */
  rank: number | null;
}

export interface PartySource {
  source: string;
  entity: string;
  source_id: string;
  rule: number | null;
  confidence: string;
  valid_from: string | null;
  valid_to: string | null;
}

export interface PartyTier {
  tier: string;
  computed_tier: string | null;
  score: string | null;
  provisional: boolean | null;
  reason: string | null;
  inputs: unknown;
  valid_from: string;
  valid_to: string | null;
}

export interface Complaint {
  complaint_id: string;
  order_id: string | null;
  product_id: string | null;
  category: string | null;
  severity: number | null;
  fault: string | null;
  opened_at: string | null;
  resolved_at: string | null;
  in_time: boolean | null;
  repeated: boolean | null;
  cost: string | null;
}

export interface Order extends LadderColumns {
  order_id: string;
  party_id: string | null;
  party_name: string | null;
  customer_id: string | null;
  order_date: string;
  channel: string | null;
  status: string | null;
  maturity: string | null;
  lines: number;
  plant: string | null;
  currency: string | null;
  source: string | null;
  actual_profit: string | null;
  erp_margin: string | null;
  cost_coverage: string | null;
}

export interface OrderLine extends LadderColumns {
  order_line_id: string;
  product_id: string | null;
  product_name: string | null;
  quantity: string | null;
  actual_profit: string | null;
  standard_cost: string | null;
  erp_margin: string | null;
  cost_basis: string | null;
  cost_bases: unknown;
  cost_coverage: string | null;
}

export interface ProfitEntry {
  order_line_id: string | null;
  step: string;
  amount: string | null;
  effective_date: string | null;
  source_document: string;
  basis: string | null;
}

export interface SourceDocument {
  source_document: string;
  entity: string;
  row: Record<string, unknown>;
}

export interface OrderExplanation {
  order: Order;
  lines: OrderLine[];
  entries: ProfitEntry[];
  documents: SourceDocument[];
}

export interface Product {
  product_id: string;
  source: string | null;
  sku: string | null;
  name: string;
  category: string | null;
  active: boolean | null;
  list_price: string | null;
}

export interface ProductMonth {
  product_id: string;
  month: string;
  quantity: string | null;
  net_revenue: string | null;
  cm1: string | null;
  actual_profit: string | null;
  complaints: number | null;
}

export interface PriceGrade {
  customer_id: string;
  party_id: string | null;
  party_name: string | null;
  source: string;
  tier: string | null;
  provisional: boolean | null;
  current_grade: string | null;
  proposed_grade: string | null;
  discount: string | null;
  status: string;
  reason: string | null;
}

export interface Control {
  control: string;
  title: string | null;
  owner: string | null;
  severity: "error" | "warning";
  status: "pass" | "warn" | "fail";
  findings: number;
  amount: string | null;
  message: string | null;
  checked_at: string | null;
}

export interface Finding {
  control: string;
  finding_key: string;
  what: string;
  owner: string | null;
  age_days: number | null;
  amount: string | null;
  disposition: string | null;
}

export interface Restatement {
  order_line_id: string;
  step: string;
  reported: string | null;
  restated: string | null;
  delta: string | null;
  cause: string | null;
  source_document: string | null;
  recorded_at: string;
}

export interface Load {
  load_id: string;
  source: string;
  entity: string;
  loaded_at: string;
  rows_read: number;
  rows_landed: number;
  rows_staged: number;
  rows_quarantined: number;
  rows_superseded: number;
  rows_deleted: number;
}

export interface Quarantine {
  source: string;
  entity: string;
  reason: string;
  rows: number;
  oldest: string | null;
}

export interface Build {
  build_id: string;
  built_at: string;
  as_of: string;
  policy_hash: string;
  code_version: string;
  sources: unknown;
}
