import { describe, expect, test } from "vitest";
import { policySchema } from "../../core/policy.ts";
import type { Row, SourceData } from "./company.ts";
import { computeProfit, type Profit } from "./oracle.ts";

const order: Row = { order_id: "O1", customer_id: "C1", order_date: "2026-01-10" };
const line = (id: string, more: Row = {}): Row => ({
  order_line_id: id,
  order_id: "O1",
  line_no: id.slice(1),
  product_id: "T",
  quantity: "10",
  unit_price: "10",
  ...more,
});

function profitOf(erp: SourceData, policy: unknown = {}): Profit {
  const base: SourceData = {
    customers: [{ customer_id: "C1" }],
    products: [{ product_id: "T", standard_cost: "4" }],
    orders: [order],
    order_lines: [line("L1")],
  };
  return computeProfit(
    {
      sources: { erp: { ...base, ...erp } },
      parties: [
        {
          party_id: "P",
          segment: null,
          tier: null,
          rows: [{ source: "erp", entity: "customers", source_id: "C1" }],
        },
      ],
    },
    {
      policy: policySchema.parse(policy),
      asOf: "2026-06-30",
      reportingCurrency: "EUR",
      sources: { erp: { currency: "EUR" } },
    },
  );
}

const lineOf = (profit: Profit, id = "L1") => profit.lines.find(({ order_line_id }) => order_line_id === `erp:${id}`);
const delivery = (lot: string, quantity: string, more: Row = {}): Row => ({
  delivery_id: "D1",
  order_line_id: "L1",
  lot_id: lot,
  quantity,
  shipped_at: "2026-01-12 08:00:00",
  ...more,
});
const lots: Row[] = [
  { lot_id: "A", product_id: "T", unit_cost: "3.00" },
  { lot_id: "B", product_id: "T", unit_cost: "5.00", status: "preliminary" },
];

describe("product cost", () => {
  test("mixes bases; the flag is the weakest", () => {
    // 6 × 3.00 + 4 × 5.00 = 38.00; standard 10 × 4 = 40.00
    const profit = profitOf({ batch_costs: lots, deliveries: [delivery("A", "6"), delivery("B", "4")] });
    expect(lineOf(profit)).toMatchObject({
      product_cost: "38.00",
      cost_basis: "batch_preliminary",
      standard_cost: "40.00",
      cost_variance: "-2.00",
      actual_profit: "62.00",
    });
  });

  test("spreads a job's amount over what was shipped", () => {
    // 100.00 for 10 pieces, 7 shipped: 70.00 over 3 and 4 pieces
    const jobs = [
      { order_line_id: "L1", revision: "1", amount: "999" },
      { order_line_id: "L1", revision: "2", amount: "100.00" },
    ];
    const profit = profitOf({ job_costs: jobs, deliveries: [delivery("A", "3"), delivery("B", "4")] });
    expect(lineOf(profit)).toMatchObject({ product_cost: "70.00", cost_basis: "job" });
  });

  test("is unknown, never zero, without a factor; other lines and the month go on", () => {
    const profit = profitOf({ order_lines: [line("L1", { uom: "BOX" }), line("L2")] });
    expect(lineOf(profit)).toMatchObject({
      quantity: null,
      invoice_revenue: "100.00",
      product_cost: null,
      actual_profit: null,
      cost_basis: "missing",
      cost_coverage: "0.000000",
    });
    expect(profit.orders[0]).toMatchObject({ net_revenue: "200.00", cm1: null, cost_coverage: "0.500000" });
    expect(profit.customerMonths[0]).toMatchObject({ net_revenue: "200.00", covered_revenue: "100.00", cm4: "60.00" });
  });

  test("prefers the order's plant, then the latest standard that ended", () => {
    const standards = [
      { product_id: "T", plant: null, valid_from: "2026-01-01", valid_to: null, unit_cost: "2" },
      { product_id: "T", plant: "N", valid_from: "2025-01-01", valid_to: "2026-01-09", unit_cost: "9" },
    ];
    const inForce = profitOf({ standard_costs: standards, orders: [{ ...order, plant: "N" }] });
    expect(lineOf(inForce)).toMatchObject({ product_cost: "20.00", cost_basis: "standard" });
    const ended = profitOf({ standard_costs: standards.slice(1), orders: [{ ...order, plant: "N" }] });
    expect(lineOf(ended)).toMatchObject({ product_cost: "90.00", cost_basis: "last_known" });
  });
});

test("returns give back the lot's cost, the average without lot, less rework", () => {
  // 38.00 shipped; 2 of lot A restocked 6.00; 1 without lot 3.80; 1 of B reworked 5.00 − 1.50; scrap nothing
  const back = (id: string, lot: string | null, quantity: string, disposition: string): Row => ({
    return_id: id,
    order_line_id: "L1",
    lot_id: lot,
    quantity,
    disposition,
    rework_cost: "1.50",
    received_on: "2026-02-01",
  });
  const profit = profitOf({
    batch_costs: lots,
    deliveries: [delivery("A", "6"), delivery("B", "4")],
    returns: [
      back("1", "A", "2", "restock"),
      back("2", null, "1", "restock"),
      back("3", "B", "1", "rework"),
      back("4", "A", "1", "scrap"),
    ],
  });
  expect(lineOf(profit)).toMatchObject({ product_cost: "24.70", cost_variance: "-2.00", standard_cost: "40.00" });
});

test("a header discount and charged freight count where revenue is by order", () => {
  // 10.00 over 100 : 200 → 3.33, 6.67; freight by weight 1 : 2 of 9.00
  const profit = profitOf({
    products: [{ product_id: "T", standard_cost: "4", weight_kg: "1" }],
    orders: [{ ...order, header_discount: "10.00", charged_freight: "9.00" }],
    order_lines: [line("L1", { list_price: "12" }), line("L2", { quantity: "20" })],
  });
  expect(lineOf(profit)).toMatchObject({
    list_amount: "120.00",
    manual_discount: "23.33",
    price_deviation: "0.00",
    invoice_revenue: "96.67",
    charged_freight: "3.00",
  });
  expect(lineOf(profit, "L2")).toMatchObject({ invoice_revenue: "193.33", charged_freight: "6.00" });
});

describe("order costs", () => {
  const cost = (id: string, more: Row): Row => ({
    cost_id: id,
    kind: "freight",
    scope: "order",
    scope_id: "O1",
    amount: "30",
    date: "2026-01-12",
    ...more,
  });

  test("an actual cost replaces its estimate; without any driver by quantity", () => {
    const profit = profitOf({
      order_lines: [line("L1"), line("L2", { quantity: "20" })],
      order_costs: [cost("K1", { status: "estimated" }), cost("K2", { amount: "12", replaces_cost_id: "K1" })],
    });
    expect(lineOf(profit)?.freight_cost).toBe("4.00");
    expect(lineOf(profit, "L2")?.freight_cost).toBe("8.00");
  });

  test("what names a case, and its replacement order, is complaint cost of the case's line", () => {
    // 30.00 of the cost + 2 × 4.00 goods of the replacement
    const profit = profitOf({
      orders: [order, { ...order, order_id: "O2", case_id: "Q" }],
      order_lines: [line("L1"), line("L2", { order_id: "O2", quantity: "2", unit_price: "0" })],
      cases: [{ case_id: "Q", customer_id: "C1", order_line_id: "L1", opened_at: "2026-01-20 10:00:00" }],
      order_costs: [cost("K1", { kind: "quality", scope_id: "O2", case_id: "Q" })],
    });
    expect(lineOf(profit)).toMatchObject({ complaint_cost: "38.00", product_cost: "40.00", actual_profit: "22.00" });
    expect(lineOf(profit, "L2")).toMatchObject({ product_cost: "0.00", standard_cost: "0.00", actual_profit: "0.00" });
  });
});

describe("receivables", () => {
  const sale: Row = {
    invoice_line_id: "V1",
    invoice_id: "V",
    kind: "invoice",
    order_line_id: "L1",
    quantity: "10",
    net_amount: "1000.00",
    posted_on: "2026-01-20",
    due_on: "2026-02-19",
  };
  const policy = { receivables: { yearly_rate: 0.12, provisions: [{ days_late: 90, share: 0.5 }] } };

  test("interest accrues by month, within terms and late", () => {
    // 1000 × 40 days × 12 % / 365 = 13.15 over 12 days of January, 18 within terms and 10 late in February
    const profit = profitOf(
      {
        invoice_lines: [sale],
        payments: [{ payment_id: "Z", invoice_id: "V", amount: "1000", paid_on: "2026-03-01" }],
      },
      policy,
    );
    const interest = profit.entries.filter(({ step }) => step === "receivable_cost");
    expect(interest.map(({ effective_date, basis, amount }) => [effective_date, basis, amount])).toEqual([
      ["2026-01-31", "within_terms", "-3.94"],
      ["2026-02-18", "within_terms", "-5.92"],
      ["2026-02-28", "late", "-3.29"],
    ]);
  });

  test("a payment without invoice settles the oldest; the rest is provided for 90 days after it was due", () => {
    const payments = [{ payment_id: "Z", customer_id: "C1", amount: "400", paid_on: "2026-01-20" }];
    const profit = profitOf({ invoice_lines: [sale], payments }, { receivables: policy.receivables });
    // half of the 600.00 still open
    expect(lineOf(profit)?.credit_loss).toBe("300.00");
    expect(profit.entries.find(({ step }) => step === "credit_loss")?.effective_date).toBe("2026-05-20");
  });

  test("no payments at all: no interest", () => {
    expect(lineOf(profitOf({ invoice_lines: [sale] }, policy))?.receivable_cost).toBe("0.00");
  });

  test("an amount without a rate of the last five days is unknown", () => {
    const foreign = { ...sale, currency: "USD" };
    const rate = (date: string): Row => ({ base: "EUR", quote: "USD", date, rate: "1.25" });
    const known = profitOf({ invoice_lines: [foreign], fx_rates: [rate("2026-01-15")] });
    expect(lineOf(known)?.invoice_revenue).toBe("800.00");
    const gap = profitOf({ invoice_lines: [foreign], fx_rates: [rate("2026-01-14")] });
    expect(lineOf(gap)).toMatchObject({ invoice_revenue: null, net_revenue: null, product_cost: "40.00" });
  });
});
