import { addDays } from "./calendar.ts";
import type { Draft, DraftLine, DraftOrder, DraftSource } from "./draft.ts";
import { plants } from "./randomMasters.ts";

/** Orders with their lines, deliveries and job costs. */
export function randomOrders(draft: Draft, erp: DraftSource, count: number): void {
  for (let position = 0; position < count; position++) randomOrder(draft, erp);
  shareDeliveries(draft, erp);
}

function randomOrder(draft: Draft, erp: DraftSource): void {
  const { random } = draft;
  const number = draft.number();
  const order: DraftOrder = {
    // a few ids stand in both systems, so that a bare reference from elsewhere is ambiguous
    id: random.chance(0.04) ? `O-both-${erp.orders.length}` : `O${number}`,
    customer: random.chance(0.03) ? "nobody" : random.pick(erp.customers),
    currency: random.pick([erp.currency, erp.currency, erp.currency, "EUR", "USD", "CHF"]),
    date: draft.date(),
    status: random.chance(0.12) ? random.pick(["cancelled", "draft"]) : random.pick(["confirmed", "shipped", "closed"]),
    lines: [],
  };
  draft.add(erp.name, "orders", {
    order_id: order.id,
    customer_id: order.customer,
    order_date: order.date,
    currency: order.currency === erp.currency ? random.pick([order.currency, null]) : order.currency,
    status: order.status === "confirmed" ? null : order.status,
    plant: random.pick([...plants, null]),
    channel: random.pick(["shop", "field", null]),
    ship_to_country: random.pick(["AT", "DE", "FR", null]),
    header_discount: random.maybe(0.25, () => random.decimal(0, 20, 2)),
    charged_freight: random.maybe(0.35, () => random.decimal(0, 30, 2)),
  });
  const lines = random.chance(0.03) ? 0 : random.integer(1, 4);
  for (let position = 1; position <= lines; position++) order.lines.push(randomLine(draft, erp, order, position));
  erp.orders.push(order);
}

function randomLine(draft: Draft, erp: DraftSource, order: DraftOrder, position: number): DraftLine {
  const { random } = draft;
  const product = random.chance(0.02) ? "unheard-of" : random.pick(erp.products);
  const quantity = random.pick([1, 3, 10, 100, 2.5, random.integer(1, 60)]);
  const list = random.integer(500, 9000) / 100;
  const unitPrice = Math.round(list * random.pick([1, 0.9, 0.85, 0.5, 0]) * 10000) / 10000;
  const stated = random.pick(["unit", "unit", "net", "both"]);
  const net = Math.round(unitPrice * quantity * 100 + (random.chance(0.2) ? 37 : 0)) / 100;
  const line: DraftLine = { id: `${order.id}-${position}`, quantity, unitPrice, product, lots: [], deliveries: [] };
  draft.add(erp.name, "order_lines", {
    order_line_id: line.id,
    order_id: order.id,
    line_no: random.chance(0.9) ? position : null,
    product_id: product,
    quantity,
    uom: random.pick([null, null, "PC", "PC", "BOX", random.chance(0.2) ? "PAL" : null]),
    list_price: random.maybe(0.6, () => list.toFixed(2)),
    grade_price: random.maybe(0.5, () => (list * 0.95).toFixed(4)),
    agreed_price: random.maybe(0.5, () => (list * 0.92).toFixed(4)),
    unit_price: stated === "net" ? null : unitPrice,
    net_amount: stated === "unit" ? null : net.toFixed(2),
    shipped_date: random.maybe(0.3, () => draft.after(order.date, 20)),
    erp_margin: random.maybe(0.3, () => random.decimal(-5, 300, 2)),
  });
  if (random.chance(0.75)) deliver(draft, erp, order, line);
  if (random.chance(0.12)) {
    const whole = random.chance(0.5);
    for (let revision = 1; revision <= random.integer(1, 2); revision++) {
      draft.add(erp.name, "job_costs", {
        order_line_id: line.id,
        revision,
        unit_cost: whole ? null : random.decimal(1, 30, 4),
        amount: whole ? random.decimal(10, 400, 2) : null,
        currency: random.maybe(0.2, () => "USD"),
      });
    }
  }
  return line;
}

function deliver(draft: Draft, erp: DraftSource, order: DraftOrder, line: DraftLine): void {
  const { random } = draft;
  const lots = erp.lots.filter((lot) => lot.startsWith(`${line.product}/`)).map((lot) => lot.split("/")[1] ?? "");
  const times = random.integer(1, 3);
  for (let time = 1; time <= times; time++) {
    const delivery = `D-${order.id}-${random.integer(1, 2)}`;
    const lot = random.pick([...lots, ...lots, "L-unknown", null]);
    if (line.deliveries.includes(`${delivery}/${lot}`)) continue;
    line.deliveries.push(`${delivery}/${lot}`);
    if (lot !== null) line.lots.push(lot);
    const share = random.pick([1, 0.5, 0.3, 1.1]) / times;
    draft.add(erp.name, "deliveries", {
      delivery_id: delivery,
      order_line_id: line.id,
      lot_id: lot,
      quantity: Math.max(Math.round(line.quantity * share * 1000) / 1000, 0.001),
      shipped_at: draft.time(draft.after(order.date, 40)),
      gross_kg: random.maybe(0.3, () => random.decimal(0, 200, 2)),
      volume_m3: random.maybe(0.2, () => random.decimal(0, 2, 3)),
      packages: random.maybe(0.6, () => random.integer(0, 4)),
    });
  }
}

/** One delivery that takes lines of two orders along. */
function shareDeliveries(draft: Draft, erp: DraftSource): void {
  const { random } = draft;
  const [one, other] = [random.pick(erp.orders), random.pick(erp.orders)];
  const line = one.lines[0];
  const target = other.lines[0]?.deliveries[0]?.split("/")[0];
  if (one === other || line === undefined || target === undefined) return;
  line.deliveries.push(`${target}/shared`);
  draft.add(erp.name, "deliveries", {
    delivery_id: target,
    order_line_id: line.id,
    lot_id: "shared",
    quantity: 1,
    shipped_at: draft.time(addDays(other.date, 5)),
    packages: 1,
  });
}
