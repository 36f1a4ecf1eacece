import { Download } from "../components/download.tsx";
import { DayField, Filters, SearchField, SelectField, SwitchField } from "../components/filters.tsx";
import { orderColumns } from "../components/orders-table.tsx";
import { PagedTable } from "../components/paged-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import { currency, format } from "../lib/company.ts";
import { query } from "../lib/location.ts";
import { usePage } from "../lib/page.ts";
import type { Order } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";

const columns = orderColumns({ withCustomer: true });
const named = (values: Readonly<Record<string, string>>) => Object.entries(values);

export default function Orders() {
  const held = (name: string) => query.value.get(name);
  const page = usePage<Order>({
    dataset: "fct_order_profit",
    filters: {
      "party_name.contains": held("customer"),
      "order_date.gte": held("from"),
      "order_date.lte": held("to"),
      status: held("status"),
      maturity: held("maturity"),
      "actual_profit.lt": held("losing") === "1" ? "0" : null,
    },
    sort: "-order_date",
    limit: 50,
  });
  return (
    <>
      <PageHead title={texts.pages.orders} lead={texts.orders.lead} scope={<Scope period={null} />} />
      <Panel
        title={texts.counts.orders(format.value.integer(page.resource.value?.row_count ?? null) ?? "…")}
        note={`${texts.orders.note}, ${currency()}`}
        actions={<Download href={page.exported} name="orders" />}
        flush
      >
        <Filters names={["customer", "from", "to", "status", "maturity", "losing"]}>
          <SearchField name="customer" label={texts.orders.search} />
          <DayField name="from" label={texts.from} />
          <DayField name="to" label={texts.to} />
          <SelectField name="status" label={texts.columns.status} options={named(texts.orderStatuses)} />
          <SelectField name="maturity" label={texts.columns.maturity} options={named(texts.maturities)} />
          <SwitchField name="losing" label={texts.orders.losing} />
        </Filters>
        <PagedTable page={page} label={texts.pages.orders} columns={columns} rowKey={(row) => row.order_id} />
      </Panel>
    </>
  );
}
