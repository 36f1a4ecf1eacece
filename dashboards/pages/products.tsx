import { useMemo } from "preact/hooks";
import { charts } from "../charts/index.ts";
import { Chart } from "../components/chart.tsx";
import { Filters, SearchField, SelectField, SwitchField } from "../components/filters.tsx";
import { Loaded } from "../components/loaded.tsx";
import { LocalDownload, LocalTable } from "../components/local-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import type { Column } from "../components/table.tsx";
import { Count, Decimal, Money, Share, Word } from "../components/value.tsx";
import { asOf, currency, format } from "../lib/company.ts";
import { compare } from "../lib/decimal.ts";
import { query, refine } from "../lib/location.ts";
import { closedYear } from "../lib/period.ts";
import { type ProductYear, productYears } from "../lib/product-year.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import type { Product, ProductMonth } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";

const order = "-actual_profit";

const columns: readonly Column<ProductYear>[] = [
  { name: "name", label: texts.columns.product, value: (row) => row.name, cell: (row) => row.name },
  {
    name: "actual_profit",
    label: texts.steps.actual_profit ?? "",
    numeric: true,
    value: (row) => row.actual_profit,
    cell: (row) => <Money value={row.actual_profit} word />,
  },
  {
    name: "margin",
    label: texts.columns.margin,
    numeric: true,
    value: (row) => row.margin,
    cell: (row) => <Share value={row.margin} />,
  },
  {
    name: "net_revenue",
    label: texts.figures.net_revenue,
    numeric: true,
    value: (row) => row.net_revenue,
    cell: (row) => <Money value={row.net_revenue} />,
  },
  {
    name: "cm1",
    label: texts.steps.cm1 ?? "",
    numeric: true,
    value: (row) => row.cm1,
    cell: (row) => <Money value={row.cm1} word />,
  },
  {
    name: "quantity",
    label: texts.columns.quantity,
    numeric: true,
    value: (row) => row.quantity,
    cell: (row) => <Decimal value={row.quantity} />,
  },
  {
    name: "complaints",
    label: texts.columns.complaints,
    numeric: true,
    value: (row) => row.complaints,
    cell: (row) => <Count value={row.complaints} />,
  },
  {
    name: "category",
    label: texts.columns.category,
    value: (row) => row.category,
    cell: (row) => <Word>{row.category}</Word>,
  },
  { name: "sku", label: "SKU", value: (row) => row.sku, cell: (row) => <Word>{row.sku}</Word> },
  { name: "source", label: texts.columns.source, value: (row) => row.source, cell: (row) => <Word>{row.source}</Word> },
];

function find(datum: unknown): void {
  const name: unknown = typeof datum === "object" && datum !== null ? Reflect.get(datum, "name") : null;
  if (typeof name === "string") refine({ search: name, page: null });
}

async function year(): Promise<ProductYear[]> {
  const { from, to } = closedYear(asOf());
  const [months, products] = await Promise.all([
    rows<ProductMonth>("fct_product_profit", { filters: { "month.gte": from, "month.lte": to } }),
    rows<Product>("dim_product"),
  ]);
  return productYears(months.data, products.data);
}

export default function Products() {
  const products = useResource("products", year);
  const search = query.value.get("search")?.toLowerCase() ?? "";
  const category = query.value.get("category");
  const losing = query.value.get("losing") === "1";
  const all = products.value ?? [];
  const shown = all.filter(
    (row) =>
      (search === "" || `${row.name} ${row.sku ?? ""}`.toLowerCase().includes(search)) &&
      (category === null || row.category === category) &&
      (!losing || (row.actual_profit !== null && compare(row.actual_profit, "0") < 0)),
  );
  const categories = [...new Set(all.map((row) => row.category).filter((name) => name !== null))].sort();
  return (
    <>
      <PageHead title={texts.pages.products} lead={texts.products.lead} scope={<Scope />} />
      <Panel title={texts.products.scatter} note={`${texts.products.scatterNote} ${currency()}.`}>
        <Loaded resource={products} height={372}>
          {(value) => <Scatter products={value} />}
        </Loaded>
      </Panel>
      <Panel
        title={texts.counts.products(products.value === null ? "…" : (format.value.integer(shown.length) ?? ""))}
        note={<Scope />}
        actions={<LocalDownload name="products" columns={columns} rows={shown} sort={order} />}
        flush
      >
        <Filters names={["search", "category", "losing"]}>
          <SearchField name="search" label={texts.products.search} />
          <SelectField
            name="category"
            label={texts.columns.category}
            options={categories.map((name) => [name, name])}
          />
          <SwitchField name="losing" label={texts.products.losing} />
        </Filters>
        <Loaded resource={products} height={600}>
          {() => (
            <LocalTable
              label={texts.pages.products}
              columns={columns}
              rows={shown}
              rowKey={(row) => row.product_id}
              sort={order}
            />
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function Scatter({ products }: { products: readonly ProductYear[] }) {
  const drawn = useMemo(
    () =>
      products.flatMap(({ name, net_revenue, margin }) =>
        net_revenue === null || margin === null ? [] : [{ name, net_revenue, margin }],
      ),
    [products],
  );
  const { integer, money, share } = format.value;
  const losing = drawn.filter((product) => product.margin.startsWith("-")).length;
  return (
    <Chart
      load={charts.productScatter}
      data={drawn}
      height={340}
      onPick={find}
      summary={texts.products.scatterSummary(integer(drawn.length) ?? "", integer(losing) ?? "")}
      table={{
        names: [texts.columns.product, texts.figures.net_revenue, texts.columns.margin],
        rows: drawn.map((product) => [product.name, money(product.net_revenue), share(product.margin)]),
      }}
    />
  );
}
