import { describe, expect, it } from "vitest";
import { differences, together } from "../../dashboards/lib/difference.ts";
import { erpClaimSteps } from "../../dashboards/lib/erp-claim.ts";

const company = {
  list_amount: "1000.00",
  contract_discount: "100.00",
  invoice_revenue: "900.00",
  net_revenue: "900.00",
  product_cost: "600.00",
  cm1: "300.00",
};

describe("what sets a row apart", () => {
  it("is each step's share of list amount beside the usual one, worth the difference", () => {
    const row = {
      list_amount: "200.00",
      contract_discount: "60.00",
      invoice_revenue: "140.00",
      net_revenue: "140.00",
      product_cost: "110.00",
      cm1: "30.00",
    };
    const found = differences(row, company);
    expect(found).toEqual([
      { name: "contract_discount", share: "-0.300000", usual: "-0.100000", effect: "-40.00" },
      { name: "product_cost", share: "-0.550000", usual: "-0.600000", effect: "10.00" },
    ]);
    expect(together(found ?? [])).toBe("-30.00");
  });

  it("cannot be told without a list amount, or where a step is unknown", () => {
    expect(differences({ ...company, list_amount: "0.00" }, company)).toBeNull();
    expect(differences({ ...company, product_cost: null }, company)).toBeNull();
    expect(differences(company, company)).toEqual([]);
  });
});

describe("from the margin that the ERP claims to the actual profit", () => {
  const order = {
    invoice_revenue: "1081.92",
    erp_margin: "481.92",
    standard_cost: "600.00",
    revenue_difference: "0.00",
    off_invoice: "54.10",
    cost_variance: "22.00",
    order_direct_cost: "57.50",
    service_cost: "32.80",
    complaint_cost: "0.00",
    receivable_cost: "2.57",
    credit_loss: "0.00",
    actual_profit: "312.95",
  };

  it("joins step by step", () => {
    const steps = erpClaimSteps(order) ?? [];
    expect(steps.at(0)).toMatchObject({ name: "erp_margin", amount: "481.92" });
    expect(steps.at(-2)?.end).toBe("312.95");
    expect(steps.at(-1)).toMatchObject({ name: "actual_profit", amount: "312.95" });
  });

  it("starts from revenue at standard cost where the ERP claims nothing, and needs both ends", () => {
    expect(erpClaimSteps({ ...order, erp_margin: null })?.at(0)?.amount).toBe("481.92");
    expect(erpClaimSteps({ ...order, actual_profit: null })).toBeNull();
  });
});
