import { describe, expect, test } from "vitest";
import { policySchema } from "../../core/policy.ts";
import type { Company, Settings, SourceData } from "./company.ts";
import { Decimal, splitByWeight } from "./decimal.ts";
import { computeProfit } from "./oracle.ts";

const settings = (policy: unknown): Settings => ({
  policy: policySchema.parse(policy),
  asOf: "2026-06-30",
  reportingCurrency: "EUR",
  sources: { erp: { currency: "EUR" } },
});

const company = (erp: SourceData): Company => ({
  sources: { erp },
  parties: [
    {
      party_id: "P1",
      segment: "Retail",
      tier: null,
      rows: [{ source: "erp", entity: "customers", source_id: "C1" }],
    },
  ],
});

const workedExample: SourceData = {
  customers: [{ customer_id: "C1" }],
  products: [{ product_id: "T1", standard_cost: "6.00" }],
  orders: [{ order_id: "O1", customer_id: "C1", order_date: "2026-03-02", status: "invoiced" }],
  order_lines: [
    {
      order_line_id: "L1",
      order_id: "O1",
      line_no: "1",
      product_id: "T1",
      quantity: "100",
      list_price: "12.00",
      grade_price: "11.04",
      unit_price: "10.8192",
    },
  ],
  deliveries: [
    { delivery_id: "D1", order_line_id: "L1", lot_id: "A", quantity: "60", shipped_at: "2026-03-03 10:00:00" },
    { delivery_id: "D1", order_line_id: "L1", lot_id: "B", quantity: "40", shipped_at: "2026-03-03 10:00:00" },
  ],
  batch_costs: [
    { lot_id: "A", product_id: "T1", unit_cost: "6.10" },
    { lot_id: "B", product_id: "T1", unit_cost: "6.40" },
  ],
  order_costs: [
    { cost_id: "K1", kind: "freight", scope: "order", scope_id: "O1", amount: "45.00", date: "2026-03-03" },
    { cost_id: "K2", kind: "packaging", scope: "order", scope_id: "O1", amount: "12.50", date: "2026-03-03" },
  ],
  interactions: [
    {
      interaction_id: "I1",
      customer_id: "C1",
      order_id: "O1",
      channel: "phone",
      started_at: "2026-03-02 09:00:00",
      minutes: "30",
    },
  ],
  invoice_lines: [
    {
      invoice_line_id: "V1",
      invoice_id: "V",
      kind: "invoice",
      reason: "sale",
      order_line_id: "L1",
      quantity: "100",
      net_amount: "1081.92",
      tax_amount: "205.56",
      posted_on: "2026-03-04",
      due_on: "2026-04-03",
    },
  ],
  payments: [
    { payment_id: "Z1", invoice_id: "V", amount: "25.75", paid_on: "2026-03-14", kind: "discount" },
    { payment_id: "Z2", invoice_id: "V", amount: "1261.73", paid_on: "2026-03-14" },
  ],
};

const workedPolicy = {
  receivables: { yearly_rate: 0.073 },
  rebates: [{ segment: "Retail", share: 0.03 }],
  effort: {
    order_pool: "sales",
    default_pool: "sales",
    pools: { sales: { rate: 0.8 } },
    minutes: { order: { new_item: 0 } },
  },
};

describe("the worked example", () => {
  const profit = computeProfit(company(workedExample), settings(workedPolicy));

  test("agrees to the cent", () => {
    expect(profit.lines[0]).toMatchObject({
      list_amount: "1200.00",
      grade_discount: "96.00",
      contract_discount: "0.00",
      manual_discount: "22.08",
      price_deviation: "0.00",
      invoice_revenue: "1081.92",
      cash_discount: "21.64",
      rebate: "32.46",
      net_revenue: "1027.82",
      product_cost: "622.00",
      cm1: "405.82",
      freight_cost: "45.00",
      packaging_cost: "12.50",
      cm2: "348.32",
      service_cost: "32.80",
      receivable_cost: "2.57",
      actual_profit: "312.95",
      standard_cost: "600.00",
      erp_margin: "481.92",
      cost_variance: "22.00",
      cost_basis: "batch",
      cost_coverage: "1.000000",
      maturity: "invoiced",
    });
  });

  test("splits the gap to the ERP's margin exactly", () => {
    // -168.97 = -54.10 (off invoice) - 22.00 (cost) - 57.50 (direct) - 35.37 (service and interest)
    const line = profit.lines[0];
    expect(new Decimal(line?.actual_profit ?? 0).minus(line?.erp_margin ?? 0).toFixed(2)).toBe("-168.97");
  });

  test("is one order and one month", () => {
    expect(profit.orders[0]).toMatchObject({ order_id: "erp:O1", actual_profit: "312.95" });
    expect(profit.customerMonths).toMatchObject([
      { party_id: "P1", month: "2026-03-01", closed: true, orders: 1, net_revenue: "1027.82", cm4: "312.95" },
    ]);
    expect(profit.unassigned).toMatchObject([{ pool: "sales", assigned: "32.80", prospects: "0.00", idle: "0.00" }]);
  });
});

describe("splitting", () => {
  const split = (total: string, ...weights: number[]): string[] =>
    splitByWeight(
      new Decimal(total),
      weights.map((weight) => new Decimal(weight)),
      2,
    ).map((part) => part.toFixed(2));

  test("gives the largest remainders first, ties by line", () => {
    expect(split("100.00", 1, 1, 1)).toEqual(["33.34", "33.33", "33.33"]);
    expect(split("100.00", 1, 2, 4)).toEqual(["14.29", "28.57", "57.14"]);
  });

  test("splits the absolute amount", () => {
    expect(split("-0.05", 1, 1)).toEqual(["-0.03", "-0.02"]);
  });
});
