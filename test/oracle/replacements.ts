import type { Allocation } from "./allocation.ts";
import { bearerOf, type Complaint, type Complaints } from "./complaints.ts";
import { type Entry, onLine, onParty } from "./entries.ts";
import type { Model, Order } from "./model.ts";

const moved: readonly string[] = ["product_cost", "freight_cost", "packaging_cost", "other_direct_cost"];

/** The complaint of every order that replaces something. */
export function replacements(model: Model, complaints: Complaints): Map<Order, Complaint> {
  const found = new Map<Order, Complaint>();
  for (const order of model.orders.values()) {
    const complaint = complaints.of(order.row);
    if (complaint !== null) found.set(order, complaint);
  }
  return found;
}

/** Moves what a replacement order cost to the complaint that it settles. */
export function moveReplacements(
  entries: readonly Entry[],
  replaced: ReadonlyMap<Order, Complaint>,
  allocation: Allocation,
): Entry[] {
  return entries.flatMap((entry) => {
    const { line, step } = entry;
    const complaint = line === null ? undefined : replaced.get(line.order);
    if (line === null || complaint === undefined || !moved.includes(step)) return [entry];
    const event = { amount: entry.amount, date: entry.date, document: entry.document, basis: entry.basis ?? "" };
    const bearer = bearerOf(complaint);
    if (bearer === null) return [onParty(complaint.partyId, "customer_cost", event)];
    if (complaint.order === line.order) return [onLine(line, "complaint_cost", event)];
    if ("line" in bearer) return [onLine(bearer.line, "complaint_cost", event)];
    return "order" in bearer ? allocation.order(bearer.order, "net_value", "complaint_cost", event) : [];
  });
}
