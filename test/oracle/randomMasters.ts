import { addDays } from "./calendar.ts";
import type { Draft, DraftSource } from "./draft.ts";

export const plants = ["N", "S"];
const countries = ["AT", "DE", "CH"];

/** Customers, accounts and the parties that they are; a prospect or two in the CRM. */
export function randomParties(draft: Draft): void {
  const { random } = draft;
  for (const erp of draft.erps) {
    const terms = `T-${erp.name}`;
    draft.add(erp.name, "payment_terms", { payment_terms_id: terms, net_days: random.pick([0, 14, 30]) });
    for (let position = 0; position < random.integer(2, 5); position++) {
      const number = draft.number();
      const customer = `C${number}`;
      const account = `A${number}`;
      const segment = random.pick(["Retail", "Trade", null]);
      const known = random.chance(0.7);
      const name = `${erp.name} ${number * 7919} ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]?.repeat(5)}`;
      draft.add(erp.name, "customers", {
        customer_id: customer,
        name,
        country: random.pick([...countries, null]),
        segment,
        payment_terms_id: random.maybe(0.6, () => terms),
        price_list_id: random.maybe(0.5, () => `PL-${erp.name}`),
        account_id: known ? account : null,
        is_intercompany: random.chance(0.12) ? "true" : null,
      });
      const rows: Draft["parties"][number]["rows"] = [{ source: erp.name, entity: "customers", source_id: customer }];
      if (known) {
        draft.add("crm", "accounts", {
          account_id: account,
          name,
          segment,
          erp_customer_id: `${erp.name}:${customer}`,
        });
        rows.push({ source: "crm", entity: "accounts", source_id: account });
      }
      draft.parties.push({ party_id: `party ${number}`, segment, tier: null, rows });
      erp.customers.push(customer);
    }
  }
  const prospect = `A${draft.number()}`;
  draft.add("crm", "accounts", { account_id: prospect, name: "Quixotic Zephyr Works" });
  draft.parties.push({
    party_id: "prospect",
    segment: null,
    tier: null,
    rows: [{ source: "crm", entity: "accounts", source_id: prospect }],
  });
}

/** Products with every kind of cost evidence, and some with none. */
export function randomProducts(draft: Draft, erp: DraftSource): void {
  const { random } = draft;
  const { name } = erp;
  const cost = (): string => random.decimal(1, 40, random.pick([0, 2, 4]));
  const currency = (): string | null => random.maybe(0.15, () => random.pick(["USD", "EUR", "CHF"]));
  for (let position = 1; position <= random.integer(3, 7); position++) {
    const product = `P${position}`;
    erp.products.push(product);
    draft.add(name, "products", {
      product_id: product,
      base_uom: random.maybe(0.95, () => "PC"),
      weight_kg: random.maybe(0.7, () => random.decimal(0, 9, 3)),
      volume_m3: random.maybe(0.6, () => random.decimal(0, 1, 4)),
      list_price: random.maybe(0.6, () => random.decimal(5, 90, 2)),
      standard_cost: random.maybe(0.6, cost),
      currency: currency(),
    });
    if (random.chance(0.9)) {
      draft.add(name, "product_uoms", {
        product_id: product,
        uom: "BOX",
        factor: random.pick(["12", "2.5", "0.333333"]),
      });
    }
    if (random.chance(0.7)) randomStandards(draft, name, product, cost, currency);
    if (random.chance(0.3)) {
      for (let times = 0; times < 4; times++) {
        draft.add(name, "moving_average_costs", {
          product_id: product,
          plant: random.pick([...plants, null]),
          at: `${draft.date()} 0${times}:30:0${position}`,
          unit_cost: cost(),
          currency: currency(),
        });
      }
    }
    for (let lot = 0; lot < random.integer(0, 3); lot++) {
      const lotId = `L${draft.number()}`;
      erp.lots.push(`${product}/${lotId}`);
      for (let revision = 1; revision <= random.integer(1, 2); revision++) {
        draft.add(name, "batch_costs", {
          lot_id: lotId,
          product_id: product,
          revision: revision === 1 ? random.pick([1, null]) : revision,
          unit_cost: random.chance(0.05) ? "0" : cost(),
          currency: currency(),
          status: random.pick(["final", "preliminary", null]),
        });
      }
    }
    randomPriceList(draft, name, product, position);
  }
}

function randomStandards(
  draft: Draft,
  source: string,
  product: string,
  cost: () => string,
  currency: () => string | null,
): void {
  const { random } = draft;
  for (const plant of [...plants, null]) {
    if (random.chance(0.4)) continue;
    let from: string | null = random.chance(0.3) ? null : addDays("2024-11-01", random.integer(0, 200));
    for (let period = 0; period < random.integer(1, 3); period++) {
      const to: string = addDays(from ?? "2025-02-01", random.integer(20, 200));
      const open = random.chance(0.3);
      draft.add(source, "standard_costs", {
        product_id: product,
        plant,
        valid_from: from,
        valid_to: open ? null : to,
        unit_cost: cost(),
        currency: currency(),
      });
      from = addDays(to, random.integer(1, 40));
    }
  }
}

function randomPriceList(draft: Draft, source: string, product: string, position: number): void {
  const { random } = draft;
  for (let line = 0; line < random.integer(0, 3); line++) {
    const from = random.maybe(0.6, () => draft.date());
    draft.add(source, "price_list_lines", {
      price_list_id: `PL-${source}`,
      line_no: position * 10 + line,
      product_id: product,
      price_grade: random.maybe(0.2, () => "G1"),
      min_quantity: random.maybe(0.4, () => String(random.integer(1, 40))),
      price: random.maybe(0.9, () => random.decimal(5, 90, 2)),
      discount: null,
      valid_from: from,
      valid_to: random.maybe(0.4, () => addDays(from ?? "2025-06-30", 120)),
    });
  }
}

/** Spot rates with holes, some the other way round, and other kinds that must not count. */
export function randomRates(draft: Draft, source: string, reporting: string): void {
  const { random } = draft;
  const value: Record<string, number> = { EUR: 1, USD: 0.9, CHF: 1.05, JPY: 0.006 };
  for (const currency of ["EUR", "USD", "CHF", "JPY"]) {
    if (currency === reporting) continue;
    const fair = (value[currency] ?? 1) / (value[reporting] ?? 1);
    const widest = currency === "CHF" ? 9 : 5;
    for (let date = "2024-12-20"; date < "2026-12-31"; date = addDays(date, random.integer(1, widest))) {
      const rate = fair * (0.95 + random.next() / 10);
      if (random.chance(0.7)) {
        draft.add(source, "fx_rates", { base: currency, quote: reporting, date, kind: "spot", rate: rate.toFixed(6) });
      } else {
        draft.add(source, "fx_rates", {
          base: reporting,
          quote: currency,
          date,
          kind: null,
          rate: (1 / rate).toFixed(6),
        });
      }
      if (random.chance(0.05)) {
        draft.add(source, "fx_rates", { base: currency, quote: reporting, date, kind: "budget", rate: "7.000000" });
      }
    }
  }
}
