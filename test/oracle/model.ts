import { endOfDay, type Moment, momentOf } from "./calendar.ts";
import type { Company, Party, Settings } from "./company.ts";
import { Rates } from "./currency.ts";
import { Decimal, decimalOf } from "./decimal.ts";
import { compareText, Records, resolveReference, type SourceRow } from "./records.ts";

export interface Product {
  id: string;
  row: SourceRow;
}

export interface Delivery {
  row: SourceRow;
  line: Line;
  deliveryId: string;
  lot: string;
  quantity: Decimal;
  moment: Moment;
}

export interface Line {
  id: string;
  row: SourceRow;
  order: Order;
  productId: string;
  product: Product | null;
  quantity: Decimal;
  /** base units in one ordered unit; null where nobody says */
  factor: Decimal | null;
  /** ordered quantity at the price after line discounts; null without price */
  net: Decimal | null;
  unitPrice: Decimal | null;
  deliveries: Delivery[];
  /** when the line counts as shipped if no delivery says so */
  shipped: Moment;
}

export interface Order {
  id: string;
  row: SourceRow;
  customer: SourceRow | null;
  customerId: string;
  partyId: string;
  date: string;
  currency: string;
  status: string;
  /** cancelled or draft: no revenue */
  void: boolean;
  byOrder: boolean;
  /** by line number, then id */
  lines: Line[];
}

export const unknownParty = "unknown";

/** The company read into orders, lines and deliveries, with its references resolved. */
export class Model {
  readonly records: Records;
  readonly rates: Rates;
  readonly settings: Settings;
  readonly orders = new Map<string, Order>();
  readonly lines = new Map<string, Line>();
  readonly deliveries = new Map<string, Delivery[]>();
  readonly products = new Map<string, Product>();
  readonly firstOrderDate = new Map<string, string>();
  readonly intercompany = new Set<string>();
  readonly parties = new Map<string, Party>();
  readonly #partyOfRow = new Map<string, string>();

  constructor(company: Company, settings: Settings) {
    this.settings = settings;
    this.records = new Records(company);
    this.rates = new Rates(this.records, settings.reportingCurrency);
    for (const party of company.parties) {
      this.parties.set(party.party_id, party);
      for (const { source, entity, source_id } of party.rows)
        this.#partyOfRow.set(`${entity}/${source}:${source_id}`, party.party_id);
    }
    for (const customer of this.records.all("customers")) {
      if (customer.values.is_intercompany === "true") this.intercompany.add(this.partyOfRow(customer));
    }
    for (const row of this.records.all("products")) this.products.set(row.id, { id: row.id, row });
    this.#readOrders();
    this.#readLines();
    this.#readDeliveries();
  }

  zone(source: string): string {
    return this.settings.sources[source]?.timezone ?? "UTC";
  }

  currency(row: SourceRow): string {
    return row.values.currency ?? this.settings.sources[row.source]?.currency ?? this.settings.reportingCurrency;
  }

  moment(row: SourceRow, column: string): Moment {
    return momentOf(row.values[column] ?? "", this.zone(row.source));
  }

  partyOfRow(row: SourceRow): string {
    return this.#partyOfRow.get(row.document) ?? unknownParty;
  }

  /** The party that a row's customer_id or account_id means; null where it names nobody we have. */
  partyOf(row: SourceRow): string | null {
    const named =
      this.records.find("customers", row.source, row.values.customer_id) ??
      this.records.find("accounts", row.source, row.values.account_id);
    return named === null ? null : this.partyOfRow(named);
  }

  find<Value extends Order | Line>(
    values: ReadonlyMap<string, Value>,
    entity: "orders" | "order_lines",
    row: SourceRow,
    column: string,
  ): Value | null {
    const found = this.records.find(entity, row.source, row.values[column]);
    return found === null ? null : (values.get(found.id) ?? null);
  }

  orderOf(row: SourceRow, column = "order_id"): Order | null {
    return this.find(this.orders, "orders", row, column);
  }

  lineOf(row: SourceRow, column = "order_line_id"): Line | null {
    return this.find(this.lines, "order_lines", row, column);
  }

  /** The rows of the delivery that a reference means. */
  delivery(row: SourceRow, column: string): Delivery[] | null {
    return resolveReference(this.deliveries, this.records.sources, row.source, row.values[column]);
  }

  productOf(row: SourceRow): Product | null {
    const found = this.records.find("products", row.source, row.values.product_id);
    return found === null ? null : (this.products.get(found.id) ?? null);
  }

  recognisesByOrder(source: string): boolean {
    const stated = this.settings.sources[source]?.recognise;
    if (stated !== undefined) return stated === "order";
    return !this.records.all("invoice_lines").some((row) => row.source === source && isSale(row));
  }

  #readOrders(): void {
    const byOrder = new Map(this.records.sources.map((source) => [source, this.recognisesByOrder(source)]));
    for (const row of this.records.all("orders")) {
      const customer = this.records.find("customers", row.source, row.values.customer_id);
      const status = row.values.status ?? "confirmed";
      const partyId = customer === null ? unknownParty : this.partyOfRow(customer);
      const date = row.values.order_date ?? "";
      this.orders.set(row.id, {
        id: row.id,
        row,
        customer,
        customerId: customer?.id ?? `${row.source}:${row.values.customer_id ?? ""}`,
        partyId,
        date,
        currency: this.currency(row),
        status,
        void: status === "cancelled" || status === "draft",
        byOrder: byOrder.get(row.source) ?? true,
        lines: [],
      });
      const first = this.firstOrderDate.get(partyId);
      if (status !== "cancelled" && (first === undefined || date < first)) this.firstOrderDate.set(partyId, date);
    }
  }

  #readLines(): void {
    for (const row of this.records.all("order_lines")) {
      const order = this.orderOf(row);
      if (order === null) continue;
      const product = this.productOf(row);
      const quantity = new Decimal(row.values.quantity ?? "0");
      const unitPrice = decimalOf(row.values.unit_price);
      const net = decimalOf(row.values.net_amount) ?? unitPrice?.times(quantity) ?? null;
      const line: Line = {
        id: row.id,
        row,
        order,
        productId: product?.id ?? `${row.source}:${row.values.product_id ?? ""}`,
        product,
        quantity,
        factor: this.#factor(row, product),
        net,
        unitPrice:
          decimalOf(row.values.net_amount) !== null && !quantity.isZero() ? (net?.div(quantity) ?? null) : unitPrice,
        deliveries: [],
        shipped: endOfDay(row.values.shipped_date ?? order.date, this.zone(row.source)),
      };
      this.lines.set(row.id, line);
      order.lines.push(line);
    }
    for (const order of this.orders.values()) order.lines.sort(compareLines);
  }

  #factor(row: SourceRow, product: Product | null): Decimal | null {
    const uom = row.values.uom ?? null;
    if (product === null) return uom === null ? new Decimal(1) : null;
    if (uom === null || uom === product.row.values.base_uom) return new Decimal(1);
    const stated = this.records
      .all("product_uoms")
      .find((candidate) => candidate.values.uom === uom && this.productOf(candidate)?.id === product.id);
    return decimalOf(stated?.values.factor);
  }

  #readDeliveries(): void {
    for (const row of this.records.all("deliveries")) {
      const line = this.lineOf(row);
      if (line === null) continue;
      const delivery: Delivery = {
        row,
        line,
        deliveryId: `${row.source}:${row.values.delivery_id ?? ""}`,
        lot: row.values.lot_id ?? "",
        quantity: new Decimal(row.values.quantity ?? "0"),
        moment: this.moment(row, "shipped_at"),
      };
      line.deliveries.push(delivery);
      this.deliveries.set(delivery.deliveryId, [...(this.deliveries.get(delivery.deliveryId) ?? []), delivery]);
    }
    for (const line of this.lines.values()) line.deliveries.sort((one, other) => compareText(one.row.id, other.row.id));
  }
}

/** A sale invoice line. */
export const isSale = (row: SourceRow): boolean => row.values.kind === "invoice" && row.values.reason !== "freight";

/** By order, line number (missing last) and id. */
export function compareLines(one: Line, other: Line): number {
  const number = (line: Line): number =>
    line.row.values.line_no ? Number(line.row.values.line_no) : Number.POSITIVE_INFINITY;
  const difference = number(one) === number(other) ? 0 : number(one) - number(other);
  return compareText(one.order.id, other.order.id) || difference || compareText(one.id, other.id);
}
