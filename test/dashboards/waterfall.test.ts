import { describe, expect, it } from "vitest";
import { summed, waterfall } from "../../dashboards/lib/waterfall.ts";

/** The worked example of the domain's rules. */
const order = {
  list_amount: "1200.00",
  grade_discount: "96.00",
  contract_discount: "0.00",
  manual_discount: "22.08",
  price_deviation: "0.00",
  invoice_revenue: "1081.92",
  charged_freight: "0.00",
  returns_credit: "0.00",
  price_credit: "0.00",
  cash_discount: "21.64",
  rebate: "32.46",
  net_revenue: "1027.82",
  product_cost: "622.00",
  cm1: "405.82",
  freight_cost: "45.00",
  packaging_cost: "12.50",
  other_direct_cost: "0.00",
  order_direct_cost: "57.50",
  cm2: "348.32",
  service_cost: "32.80",
  complaint_cost: "0.00",
  receivable_cost: "2.57",
  credit_loss: "0.00",
  actual_profit: "312.95",
};

describe("waterfall", () => {
  it("walks from list price to actual profit without a gap", () => {
    const steps = waterfall(order);
    expect(steps.at(0)).toEqual({ name: "list_amount", kind: "total", amount: "1200.00", start: "0", end: "1200.00" });
    expect(steps.find((step) => step.name === "rebate")).toEqual({
      name: "rebate",
      kind: "change",
      amount: "-32.46",
      start: "1060.28",
      end: "1027.82",
    });
    expect(steps.at(-1)).toMatchObject({ name: "cm3", kind: "total", amount: "312.95" });
    expect(steps.some((step) => step.name === "uncovered")).toBe(false);
  });

  it("ends at the last total that the row has", () => {
    const month = { ...order, cm3: "312.95", customer_cost: "12.95", cm4: "300.00" };
    expect(waterfall(month).at(-1)?.name).toBe("cm4");
    expect(waterfall(order).some((step) => step.name === "customer_cost")).toBe(false);
  });

  it("says unknown from a missing cost on, and never zero", () => {
    const steps = waterfall({ ...order, product_cost: null, cm1: null, cm2: null, actual_profit: null });
    const named = (name: string) => steps.find((step) => step.name === name);
    expect(named("product_cost")).toMatchObject({ amount: null, end: null });
    expect(named("freight_cost")).toMatchObject({ amount: "-45.00", start: null, end: null });
    expect(named("cm3")).toMatchObject({ amount: null, start: null });
    expect(named("net_revenue")).toMatchObject({ amount: "1027.82" });
  });

  it("shows revenue without known cost as a step of its own", () => {
    const revenue = { list_amount: "1300.00", invoice_revenue: "1181.92", net_revenue: "1127.82" };
    const steps = waterfall({ ...order, ...revenue, covered_revenue: "1027.82" });
    const gap = steps.findIndex((step) => step.name === "uncovered");
    expect(steps[gap]).toMatchObject({ amount: "-100.00", start: "1127.82", end: "1027.82" });
    expect(steps[gap + 1]).toMatchObject({ name: "product_cost", start: "1027.82", end: "405.82" });
  });

  it("sums rows exactly and leaves missing parts out", () => {
    const total = summed([order, order, { ...order, product_cost: null, cm1: null }]);
    expect(total.net_revenue).toBe("3083.46");
    expect(total.product_cost).toBe("1244.00");
    expect(total).not.toHaveProperty("cm5");
  });

  it("knows no profit where no cost is known", () => {
    const dark = { ...order, covered_revenue: "0.00", product_cost: "0.00", cm1: "0.00" };
    expect(summed([dark])).toMatchObject({ net_revenue: "1027.82", product_cost: null, cm1: null });
    expect(summed([dark, { ...order, covered_revenue: "1027.82" }])).toMatchObject({ cm1: "405.82" });
  });
});
