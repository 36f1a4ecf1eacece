import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { policyHash } from "../../core/policy.ts";
import { loadProject } from "../../core/project.ts";
import { Decimal, sum } from "./decimal.ts";
import { lineSteps } from "./entries.ts";
import { computeProfit } from "./oracle.ts";
import { randomCompany } from "./randomCompany.ts";
import { writeCompany } from "./writeCompany.ts";

const seeds = Array.from({ length: 25 }, (_, position) => position + 1);
const number = (text: string | null | undefined): Decimal => new Decimal(text ?? 0);

describe.each(seeds)("random company %i", (seed) => {
  const { company, settings } = randomCompany(seed);
  const profit = computeProfit(company, settings);
  const effects = Map.groupBy(profit.entries, ({ order_line_id }) => order_line_id);
  const deductions = new Set<string>(
    lineSteps.filter((step) => step !== "invoice_revenue" && step !== "charged_freight"),
  );

  test("every line sums its entries, through the ladder and the waterfall", () => {
    for (const line of profit.lines) {
      const own = effects.get(line.order_line_id) ?? [];
      for (const step of lineSteps) {
        const entries = own.filter((entry) => entry.step === step);
        const total = sum(entries.map(({ amount }) => number(amount))).times(deductions.has(step) ? -1 : 1);
        if (entries.some(({ amount }) => amount === null)) expect(line[step]).toBeNull();
        else expect(number(line[step]).equals(total), `${line.order_line_id} ${step}`).toBe(true);
      }
      if (line.price_deviation === null) continue;
      const ladder = number(line.list_amount)
        .minus(number(line.grade_discount))
        .minus(number(line.contract_discount))
        .minus(number(line.manual_discount))
        .minus(number(line.price_deviation));
      expect(ladder.equals(number(line.invoice_revenue))).toBe(true);
    }
  });

  test("the gap to the ERP's margin splits exactly", () => {
    for (const line of profit.lines) {
      if (line.actual_profit === null || line.erp_margin === null || line.standard_cost === null) continue;
      const givenBack = sum(
        (effects.get(line.order_line_id) ?? [])
          .filter(({ step, basis }) => step === "product_cost" && (basis === "restock" || basis === "rework"))
          .map(({ amount }) => number(amount)),
      );
      const offInvoice = number(line.invoice_revenue).minus(number(line.net_revenue)).minus(givenBack);
      const revenueDifference = number(line.invoice_revenue).minus(
        number(line.erp_margin).plus(number(line.standard_cost)),
      );
      const split = revenueDifference
        .minus(offInvoice)
        .minus(number(line.cost_variance))
        .minus(number(line.order_direct_cost))
        .minus(number(line.service_cost))
        .minus(number(line.complaint_cost))
        .minus(number(line.receivable_cost))
        .minus(number(line.credit_loss));
      expect(split.toFixed(), line.order_line_id).toBe(
        number(line.actual_profit).minus(number(line.erp_margin)).toFixed(),
      );
    }
  });

  test("months sum what is covered, and what no line bears", () => {
    const covered = profit.lines.filter(({ actual_profit }) => actual_profit !== null);
    const customerCost = profit.entries.filter(({ step }) => step === "customer_cost");
    const expected = sum(covered.map(({ actual_profit }) => number(actual_profit))).plus(
      sum(customerCost.map(({ amount }) => number(amount))),
    );
    expect(sum(profit.customerMonths.map(({ cm4 }) => number(cm4))).toFixed()).toBe(expected.toFixed());
    const known = profit.lines.filter(({ net_revenue }) => net_revenue !== null);
    expect(sum(profit.customerMonths.map(({ net_revenue }) => number(net_revenue))).toFixed()).toBe(
      sum(known.map(({ net_revenue }) => number(net_revenue))).toFixed(),
    );
  });

  test("allocations sum to their document", () => {
    const allOurs = profit.intercompany.length === 0;
    const costs = Object.entries(company.sources).flatMap(([source, data]) =>
      (data.order_costs ?? []).map((row) => ({ row, id: `order_costs/${source}:${row.cost_id}`, source })),
    );
    const byDocument = Map.groupBy(profit.entries, ({ source_document }) => source_document);
    for (const { row, id, source } of costs) {
      const currency = row.currency ?? settings.sources[source]?.currency;
      const entries = byDocument.get(id) ?? [];
      if (!allOurs || currency !== settings.reportingCurrency || entries.length === 0) continue;
      const total = sum(entries.map(({ amount }) => number(amount))).negated();
      expect(total.toFixed(2), id).toBe(number(row.amount).toFixed(2));
    }
  });
});

test("the same seed makes the same company, and its folder is a project", async () => {
  const { company, settings } = randomCompany(7);
  expect(randomCompany(7)).toEqual({ company, settings });
  const directory = await mkdtemp(join(tmpdir(), "oracle-"));
  try {
    await writeCompany(directory, company, settings);
    const project = loadProject(directory, {});
    expect(project.as_of).toBe(settings.asOf);
    expect(policyHash(project.policy)).toBe(policyHash(settings.policy));
  } finally {
    await rm(directory, { recursive: true });
  }
});
