import { type Policy, policySchema } from "../../core/policy.ts";
import type { Company, Settings, SourceSettings } from "./company.ts";
import { Draft, type DraftSource } from "./draft.ts";
import { Random } from "./random.ts";
import { randomCosts } from "./randomCosts.ts";
import { randomCredits, randomInvoices } from "./randomInvoices.ts";
import { randomParties, randomProducts, randomRates } from "./randomMasters.ts";
import { randomOrders } from "./randomOrders.ts";
import { randomCases, randomInteractions, randomReplacements } from "./randomService.ts";

/** A tiny company that exercises the rules of profit; the same seed makes the same one. */
export function randomCompany(seed: number): { company: Company; settings: Settings } {
  const random = new Random(seed);
  const asOf = random.pick(["2026-06-30", "2026-07-01", "2026-03-15"]);
  const reportingCurrency = random.pick(["EUR", "EUR", "EUR", "EUR", "USD", "JPY"]);
  const draft = new Draft(random, asOf);
  const sources: Record<string, SourceSettings> = { alpha: { currency: "EUR" }, crm: {} };
  const names = random.chance(0.7) ? ["alpha", "beta"] : ["alpha"];
  for (const name of names) draft.erps.push(emptySource(name, name === "alpha" ? "EUR" : "USD"));
  if (names.includes("beta")) sources.beta = { currency: "USD", timezone: "Europe/Vienna" };

  randomParties(draft);
  const size = random.chance(0.05) ? random.integer(100, 300) : random.integer(5, 40);
  for (const erp of draft.erps) {
    randomProducts(draft, erp);
    randomOrders(draft, erp, Math.max(Math.ceil(size / draft.erps.length), 2));
    randomCases(draft, erp);
    randomReplacements(draft, erp);
    randomCosts(draft, erp);
    const mode = random.pick(["invoices", "invoices", "no payments", "orders", "orders with credits", "stated"]);
    const options = sources[erp.name];
    if (mode === "stated" && options !== undefined) options.recognise = random.pick(["invoice", "order"]);
    if (mode === "orders with credits") randomCredits(draft, erp, []);
    if (mode !== "orders" && mode !== "orders with credits") randomInvoices(draft, erp, mode !== "no payments");
  }
  randomInteractions(draft);
  randomRates(draft, "alpha", reportingCurrency);
  return {
    company: { sources: draft.sources, parties: draft.parties },
    settings: { policy: randomPolicy(random), asOf, reportingCurrency, sources },
  };
}

function emptySource(name: string, currency: string): DraftSource {
  return { name, currency, customers: [], products: [], lots: [], cases: [], orders: [] };
}

function randomPolicy(random: Random): Policy {
  const pools = random.chance(0.9)
    ? {
        sales: random.pick([
          { cost: 12000, practical_minutes: 9600 },
          { cost: 900, theoretical_minutes: 1400 },
        ]),
        service: { rate: 0.8 },
      }
    : {};
  return policySchema.parse({
    receivables: {
      yearly_rate: random.pick([0, 0.073, 0.05, 0.12]),
      provisions: random.pick([
        [],
        [
          { days_late: 30, share: 0.2 },
          { days_late: 90, share: 0.5 },
        ],
      ]),
    },
    effort: {
      home_country: random.pick(["AT", "DE", null]),
      order_pool: random.pick(["sales", "sales", null]),
      default_pool: random.pick(["sales", "service", null]),
      pools,
      minutes: { interaction: random.pick([{}, { phone: 10 }, { phone: 7.5, mail: 3 }]) },
    },
    rebates: random.pick([
      [],
      [],
      [{ segment: "Retail", share: 0.03 }],
      [
        { all: true, share: 0.01 },
        { segment: "Trade", share: 0.025 },
      ],
    ]),
  });
}
