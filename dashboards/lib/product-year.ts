import { compare, ratio, sum } from "./decimal.ts";
import type { Product, ProductMonth } from "./rows.ts";

/** A product over several months; ratios come from the sums. */
export interface ProductYear {
  product_id: string;
  sku: string | null;
  source: string | null;
  name: string;
  category: string | null;
  quantity: string | null;
  net_revenue: string | null;
  cm1: string | null;
  actual_profit: string | null;
  margin: string | null;
  complaints: number;
}

/** Sums the months of each product and names it. */
export function productYears(months: readonly ProductMonth[], products: readonly Product[]): ProductYear[] {
  const named = new Map(products.map((product) => [product.product_id, product]));
  return [...Map.groupBy(months, (row) => row.product_id)].map(([id, rows]) => {
    const product = named.get(id);
    const [revenue, profit] = [sum(rows.map((row) => row.net_revenue)), sum(rows.map((row) => row.actual_profit))];
    return {
      product_id: id,
      sku: product?.sku ?? null,
      source: product?.source ?? null,
      name: product?.name ?? id,
      category: product?.category ?? null,
      quantity: sum(rows.map((row) => row.quantity)),
      net_revenue: revenue,
      cm1: sum(rows.map((row) => row.cm1)),
      actual_profit: profit,
      margin: revenue !== null && compare(revenue, "0") > 0 ? ratio(profit, revenue) : null,
      complaints: rows.reduce((total, row) => total + (row.complaints ?? 0), 0),
    };
  });
}
