import { type Decimal, decimalOf, zero } from "./decimal.ts";
import type { Invoicing } from "./invoicing.ts";
import type { Line, Model } from "./model.ts";
import { headerDiscount } from "./revenue.ts";

export interface Ladder {
  list_amount: Decimal | null;
  grade_discount: Decimal | null;
  contract_discount: Decimal | null;
  manual_discount: Decimal | null;
}

const unknown: Ladder = { list_amount: null, grade_discount: null, contract_discount: null, manual_discount: null };
const nothing: Ladder = { list_amount: zero, grade_discount: zero, contract_discount: zero, manual_discount: zero };

/** From the list price to the agreed one, per recognised line, in the reporting currency. */
export function ladders(model: Model, invoicing: Invoicing): Map<Line, Ladder> {
  const headers = new Map<Line, Decimal | null>();
  for (const order of model.orders.values()) {
    for (const { line, amount } of headerDiscount(model, invoicing, order)) headers.set(line, amount);
  }
  return new Map([...model.lines.values()].map((line) => [line, ladder(model, invoicing, line, headers.get(line))]));
}

function ladder(model: Model, invoicing: Invoicing, line: Line, header: Decimal | null | undefined): Ladder {
  const quantity = invoicing.quantity(line);
  const date = invoicing.revenueDate(line);
  if (date === null || quantity.isZero()) return nothing;
  if (line.unitPrice === null || header === null) return unknown;
  const { currency } = line.order;
  const price = (column: string): Decimal | null => {
    const stated = decimalOf(line.row.values[column]);
    return stated === null ? null : model.rates.convert(stated, currency, date);
  };
  const unit = model.rates.convert(line.unitPrice, currency, date);
  if (unit === null) return unknown;
  const list = price("list_price") ?? priceListPrice(model, line, date) ?? productListPrice(model, line, date) ?? unit;
  const grade = price("grade_price") ?? list;
  const agreed = price("agreed_price") ?? grade;
  const amount = (perUnit: Decimal): Decimal => model.rates.round(quantity.times(perUnit));
  return {
    list_amount: amount(list),
    grade_discount: amount(list.minus(grade)),
    contract_discount: amount(grade.minus(agreed)),
    manual_discount: amount(agreed.minus(unit)).plus(header ?? zero),
  };
}

/** The price in force in the customer's price list, per ordered unit, in the reporting currency. */
function priceListPrice(model: Model, line: Line, date: string): Decimal | null {
  const { customer, date: ordered } = line.order;
  const list = customer?.values.price_list_id;
  if (!list || !customer || line.factor === null || line.product === null) return null;
  const base = line.quantity.times(line.factor);
  const minimum = (text: string | null | undefined): Decimal => decimalOf(text) ?? zero;
  const rows = model.records
    .all("price_list_lines")
    .filter(
      (row) =>
        row.source === customer.source &&
        row.values.price_list_id === list &&
        row.values.price &&
        !row.values.price_grade &&
        !row.values.customer_id &&
        model.productOf(row) === line.product &&
        (row.values.valid_from ?? "0001-01-01") <= ordered &&
        (row.values.valid_to ?? "9999-12-31") >= ordered &&
        minimum(row.values.min_quantity).lte(base),
    )
    .sort(
      (one, other) =>
        minimum(one.values.min_quantity).comparedTo(minimum(other.values.min_quantity)) ||
        -compare(one.values.valid_from ?? "", other.values.valid_from ?? "") ||
        Number(one.values.line_no) - Number(other.values.line_no),
    );
  const row = rows[0];
  return row === undefined ? null : perOrderedUnit(model, line, row.values.price, model.currency(row), date);
}

function productListPrice(model: Model, line: Line, date: string): Decimal | null {
  const product = line.product?.row;
  return product ? perOrderedUnit(model, line, product.values.list_price, model.currency(product), date) : null;
}

function perOrderedUnit(
  model: Model,
  line: Line,
  price: string | null | undefined,
  currency: string,
  date: string,
): Decimal | null {
  const stated = decimalOf(price);
  return stated === null || line.factor === null
    ? null
    : model.rates.convert(stated.times(line.factor), currency, date);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
