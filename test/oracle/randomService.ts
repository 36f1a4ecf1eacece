import type { Draft, DraftSource } from "./draft.ts";

/** Cases of ERP and CRM, some of them the same complaint; every category is its own, so nothing merges by likeness. */
export function randomCases(draft: Draft, erp: DraftSource): void {
  const { random } = draft;
  for (let times = 0; times < random.integer(0, 5); times++) {
    const number = draft.number();
    const order = random.pick(erp.orders);
    const opened = draft.after(order.date, 60);
    const own = `Q${number}`;
    const inErp = random.chance(0.6);
    const inCrm = !inErp || random.chance(0.5);
    const fields = (category: string): Record<string, string | number | null> => ({
      category,
      severity: random.pick([1, 2, 3, 4, null]),
      opened_at: draft.time(opened),
      minutes: random.maybe(0.4, () => random.integer(0, 300)),
      resource_pool: random.pick(["service", null, null, "unheard-of"]),
    });
    const scope = random.pick(["line", "order", "customer"]);
    const line = order.lines[0]?.id ?? null;
    if (inErp) {
      draft.add(erp.name, "cases", {
        case_id: own,
        customer_id: order.customer,
        order_line_id: scope === "line" ? line : null,
        order_id: scope === "order" ? order.id : null,
        ...fields(`erp ${number}`),
        reference: inCrm ? `K-${own}` : null,
        recovery: random.maybe(0.3, () => random.decimal(0, 60, 2)),
        resolved_at: random.maybe(0.5, () => draft.time(draft.after(opened, 40))),
      });
      erp.cases.push(own);
    }
    if (inCrm) {
      draft.add("crm", "cases", {
        case_id: `K-${own}`,
        customer_id: random.chance(0.5) ? `${erp.name}:${order.customer}` : order.customer,
        order_id: scope === "customer" ? null : random.pick([order.id, `${erp.name}:${order.id}`]),
        ...fields(`crm ${number}`),
        reference: inErp ? random.pick([own, `${erp.name}:${own}`]) : null,
        recovery: inErp ? null : random.maybe(0.3, () => random.decimal(0, 60, 2)),
      });
      erp.cases.push(`crm:K-${own}`);
    }
  }
}

/** Orders that replace goods, or take back that they do: named after their cases exist. */
export function randomReplacements(draft: Draft, erp: DraftSource): void {
  const rows = draft.sources[erp.name]?.orders ?? [];
  rows.forEach((row, position) => {
    if (erp.cases.length > 0 && draft.random.chance(0.05))
      rows[position] = { ...row, case_id: draft.random.pick(erp.cases) };
  });
}

/** Interactions with orders, customers, cases and prospects. */
export function randomInteractions(draft: Draft): void {
  const { random } = draft;
  const accounts = draft.sources.crm?.accounts ?? [];
  for (const erp of draft.erps) {
    for (const order of erp.orders) {
      if (!random.chance(0.5)) continue;
      const account = random.pick(accounts).account_id ?? null;
      const byCustomer = random.chance(0.5);
      draft.add("crm", "interactions", {
        interaction_id: `I${draft.number()}`,
        account_id: byCustomer ? null : account,
        customer_id: byCustomer ? random.pick([order.customer, `${erp.name}:${order.customer}`]) : null,
        order_id: random.pick([null, null, order.id, `${erp.name}:${order.id}`, "O-unknown"]),
        case_id: erp.cases.length > 0 && random.chance(0.1) ? random.pick(erp.cases) : null,
        channel: random.pick(["phone", "visit", "mail"]),
        started_at: draft.time(draft.date()),
        minutes: random.pick([null, 5, 15, 30, 60.5, 480, 481, 600]),
        attendees: random.pick([null, null, 1, 2, 3]),
        resource_pool: random.pick([null, null, "sales", "service", "unheard-of"]),
      });
    }
  }
}
