import type { Allocation } from "./allocation.ts";
import { bearerOf, type Complaint, type Complaints } from "./complaints.ts";
import { Decimal, decimalOf } from "./decimal.ts";
import { type Bearer, type Entry, type Event, type LineStep, onLine, onParty } from "./entries.ts";
import { type Model, type Order, unknownParty } from "./model.ts";
import { rateOf } from "./pools.ts";
import { compareText, type SourceRow } from "./records.ts";

/** Interactions, order handling and complaint handling, as minutes of resource pools. */
export function effortEntries(model: Model, allocation: Allocation, complaints: Complaints): Entry[] {
  const interactions = costedInteractions(model);
  return [
    ...interactions.flatMap(({ row, event }) => interactionEntries(model, allocation, complaints, row, event)),
    ...[...model.orders.values()].flatMap((order) => handlingEntries(model, allocation, order)),
    ...complaints.all.flatMap((complaint) =>
      complaintEntries(
        model,
        allocation,
        complaint,
        interactions.some(({ row }) => complaints.of(row) === complaint),
      ),
    ),
  ];
}

interface CostedInteraction {
  row: SourceRow;
  event: Event;
}

function costedInteractions(model: Model): CostedInteraction[] {
  const { effort } = model.settings.policy;
  return model.records.all("interactions").flatMap((row) => {
    const stated = decimalOf(row.values.minutes);
    if (stated?.gt(effort.max_minutes)) return [];
    const minutes = stated ?? decimalOf(effort.minutes.interaction[row.values.channel ?? ""]?.toString());
    if (minutes === null) return [];
    const attended = minutes.times(row.values.attendees ?? "1");
    const basis = stated === null ? "equation" : "recorded";
    const pool = row.values.resource_pool ?? effort.default_pool;
    const event = effortEvent(model, attended, pool, model.moment(row, "started_at").date, row.document, basis);
    return event === null ? [] : [{ row, event }];
  });
}

function interactionEntries(
  model: Model,
  allocation: Allocation,
  complaints: Complaints,
  row: SourceRow,
  event: Event,
): Entry[] {
  const complaint = complaints.of(row);
  const order = model.orderOf(row);
  if (complaint !== null) {
    const bearer = bearerOf(complaint) ?? (order === null ? { partyId: complaint.partyId } : { order });
    return bear(allocation, bearer, "complaint_cost", event);
  }
  if (order !== null) return allocation.order(order, "net_value", "service_cost", event);
  const partyId = model.partyOf(row) ?? unknownParty;
  const first = model.firstOrderDate.get(partyId);
  const prospect = first === undefined || event.date < first;
  return [onParty(partyId, prospect ? "prospect_effort" : "customer_cost", event)];
}

function handlingEntries(model: Model, allocation: Allocation, order: Order): Entry[] {
  const { effort } = model.settings.policy;
  if (order.status === "cancelled") return [];
  const { base, line, export: abroad, new_item } = effort.minutes.order;
  const country = order.row.values.ship_to_country ?? order.customer?.values.country;
  const exported = effort.home_country && country && country !== effort.home_country;
  const minutes = new Decimal(base)
    .plus(new Decimal(line).times(order.lines.length))
    .plus(exported ? abroad : 0)
    .plus(new Decimal(new_item).times(newItems(model, order)));
  const event = effortEvent(model, minutes, effort.order_pool, order.date, order.row.document, "equation");
  return event === null ? [] : allocation.order(order, "net_value", "service_cost", event);
}

function newItems(model: Model, order: Order): number {
  const known = new Set(
    [...model.orders.values()]
      .filter((other) => other.partyId === order.partyId && other.status !== "cancelled" && precedes(other, order))
      .flatMap((other) => other.lines.map(({ productId }) => productId)),
  );
  return new Set(order.lines.map(({ productId }) => productId).filter((product) => !known.has(product))).size;
}

const precedes = (one: Order, other: Order): boolean =>
  one.date < other.date || (one.date === other.date && compareText(one.id, other.id) < 0);

function complaintEntries(model: Model, allocation: Allocation, complaint: Complaint, recorded: boolean): Entry[] {
  const { effort } = model.settings.policy;
  const bearer = bearerOf(complaint) ?? { partyId: complaint.partyId };
  const entries: Entry[] = [];
  const add = (row: SourceRow, date: string, minutes: Decimal, basis: string): void => {
    const pool = row.values.resource_pool ?? effort.default_pool;
    const event = effortEvent(model, minutes, pool, date, row.document, basis);
    if (event !== null) entries.push(...bear(allocation, bearer, "complaint_cost", event));
  };
  const stated = complaint.cases.filter(({ row }) => decimalOf(row.values.minutes) !== null);
  for (const { row, opened } of stated) add(row, opened.date, new Decimal(row.values.minutes ?? "0"), "recorded");
  const first = complaint.cases[0];
  if (stated.length === 0 && !recorded && first !== undefined) {
    const severity = Math.max(...complaint.cases.map(({ row }) => Number(row.values.severity ?? "2")));
    const { base, severity: each } = effort.minutes.complaint;
    add(first.row, first.opened.date, new Decimal(base).plus(new Decimal(each).times(severity)), "equation");
  }
  for (const { row, opened } of complaint.cases) {
    const recovery = decimalOf(row.values.recovery);
    if (recovery === null) continue;
    const date = row.values.resolved_at ? model.moment(row, "resolved_at").date : opened.date;
    const amount = model.rates.money(recovery, model.currency(row), date);
    entries.push(
      ...bear(allocation, bearer, "complaint_cost", { amount, date, document: row.document, basis: "recovery" }),
    );
  }
  return entries;
}

function effortEvent(
  model: Model,
  minutes: Decimal,
  pool: string | null | undefined,
  date: string,
  document: string,
  basis: string,
): Event | null {
  const rate = pool ? rateOf(model.settings.policy, pool) : null;
  if (!pool || rate === null) return null;
  return { amount: model.rates.round(minutes.times(rate)).negated(), date, document, basis, pool };
}

function bear(allocation: Allocation, bearer: Bearer, step: LineStep, event: Event): Entry[] {
  if ("line" in bearer) return [onLine(bearer.line, step, event)];
  if ("order" in bearer) return allocation.order(bearer.order, "net_value", step, event);
  return [onParty(bearer.partyId, "customer_cost", event)];
}
