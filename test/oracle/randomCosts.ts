import type { Draft, DraftOrder, DraftSource } from "./draft.ts";

const kinds = [
  "freight",
  "packaging",
  "customs",
  "insurance",
  "commission",
  "payment_fee",
  "setup",
  "special",
  "return_freight",
  "quality",
  "other",
];

/** Order costs of all kinds and scopes, estimates and what replaced them, and returns. */
export function randomCosts(draft: Draft, erp: DraftSource): void {
  const { random } = draft;
  for (const order of erp.orders) {
    for (let times = 0; times < random.pick([0, 1, 1, 2, 3]); times++) randomCost(draft, erp, order);
    for (const line of order.lines) {
      if (!random.chance(0.12)) continue;
      draft.add(erp.name, "returns", {
        return_id: `R${draft.number()}`,
        order_line_id: line.id,
        lot_id: random.pick([...line.lots, null, "L-elsewhere"]),
        quantity: random.pick([1, 0.5, line.quantity, Math.ceil(line.quantity / 3)]),
        disposition: random.pick(["restock", "restock", "rework", "scrap", "shelf", null]),
        rework_cost: random.maybe(0.5, () => random.decimal(0, 20, 2)),
        received_on: random.maybe(0.9, () => draft.after(order.date, 90)),
        reason: random.pick(["defect", "changed mind", null]),
      });
    }
  }
}

function randomCost(draft: Draft, erp: DraftSource, order: DraftOrder): void {
  const { random } = draft;
  const line = order.lines.length > 0 ? random.pick(order.lines) : null;
  const delivery = line?.deliveries[0]?.split("/")[0];
  const scope = random.pick(["line", "delivery", "order", "order", "order", "customer"]);
  const ids: Record<string, string> = {
    line: line?.id ?? "nowhere",
    delivery: delivery ?? `D-${order.id}-9`,
    order: order.id,
    customer: order.customer,
  };
  const id = `K${draft.number()}`;
  const kind = random.pick([...kinds, "freight", "packaging"]);
  const cost = (): Record<string, string | null> => ({
    kind,
    scope,
    scope_id: ids[scope] ?? order.id,
    amount: random.decimal(0, 120, 2),
    currency: random.maybe(0.25, () => random.pick(["EUR", "USD", "CHF"])),
    date: draft.after(order.date, 60),
    case_id: random.chance(0.12) ? random.pick([...erp.cases, "case-nowhere"]) : null,
  });
  const estimated = random.chance(0.3);
  draft.add(erp.name, "order_costs", {
    cost_id: id,
    ...cost(),
    status: estimated ? "estimated" : random.pick(["actual", null]),
  });
  if (estimated && random.chance(0.6)) {
    const replaces = random.chance(0.9) ? id : "K-unknown";
    const status = random.chance(0.9) ? "actual" : "estimated";
    draft.add(erp.name, "order_costs", { cost_id: `${id}-final`, ...cost(), status, replaces_cost_id: replaces });
  }
}
