import { useMemo } from "preact/hooks";
import { Chip, TierBadge } from "../components/badge.tsx";
import { Download } from "../components/download.tsx";
import { Empty, Failure, Loaded, Skeleton } from "../components/loaded.tsx";
import { orderColumns } from "../components/orders-table.tsx";
import { PagedTable } from "../components/paged-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import { TrendChart } from "../components/trend-chart.tsx";
import { WaterfallChart } from "../components/waterfall-chart.tsx";
import { asOf, currency } from "../lib/company.ts";
import { RequestFailure } from "../lib/failure.ts";
import { usePage } from "../lib/page.ts";
import { closedYear, shiftMonth, within } from "../lib/period.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import type { CustomerMonth, Order, Party } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import { summed } from "../lib/waterfall.ts";
import { Apart } from "./customer/apart.tsx";
import { Complaints } from "./customer/complaints.tsx";
import { CustomerFacts } from "./customer/facts.tsx";
import { CustomerFigures } from "./customer/figures.tsx";
import { Sources } from "./customer/sources.tsx";
import { TierPanel } from "./customer/tier.tsx";
import type { PageProperties } from "./index.ts";

const orderTable = orderColumns({ withCustomer: false });
const none: readonly CustomerMonth[] = [];
const absent = new RequestFailure({ status: 404, code: "not_found", message: "" });

export default function Customer({ parameters }: PageProperties) {
  const id = parameters.party ?? "";
  const filters = { party_id: id };
  const party = useResource(`party ${id}`, () => rows<Party>("dim_party", { filters }));
  const months = useResource(`months ${id}`, () =>
    rows<CustomerMonth>("fct_customer_month", { filters, sort: "month" }),
  );
  const orders = usePage<Order>({
    dataset: "fct_order_profit",
    filters,
    sort: "-order_date",
    limit: 20,
    prefix: "orders.",
  });
  if (party.state === "failed") return <Failure failure={party.failure} retry={party.retry} />;
  if (party.value === null) return <Skeleton height={900} />;
  const record = party.value.data[0];
  if (record === undefined) return <Failure failure={absent} retry={party.retry} />;
  return (
    <>
      <PageHead
        title={<Name party={record} />}
        lead={<a href="/customers">{texts.customer.all}</a>}
        scope={<Scope />}
      />
      <CustomerFigures party={record} months={months.value?.data ?? null} />
      <div class="grid halves">
        <Panel title={texts.customer.waterfall} note={<Scope />}>
          <Loaded resource={months} height={640}>
            {(value) => <YearWaterfall months={value.data} />}
          </Loaded>
        </Panel>
        <div class="column">
          <Apart months={months.value?.data ?? none} />
          <Panel title={texts.customer.history} note={`${texts.customer.historyNote} ${currency()}.`}>
            <Loaded resource={months} height={250}>
              {(value) => <History months={value.data} />}
            </Loaded>
          </Panel>
        </div>
        <TierPanel party={record} />
        <div class="column">
          <CustomerFacts party={record} />
          <Sources party={id} />
        </div>
      </div>
      <Panel
        title={texts.customer.orders}
        note={`${texts.orders.note}, ${currency()}`}
        actions={<Download href={orders.exported} name="orders" />}
        flush
      >
        <PagedTable
          page={orders}
          label={texts.customer.orders}
          columns={orderTable}
          rowKey={(row) => row.order_id}
          empty={texts.customer.noOrders}
        />
      </Panel>
      <Complaints party={id} />
    </>
  );
}

function Name({ party }: { party: Party }) {
  return (
    <span class="named">
      {party.name} <TierBadge tier={party.tier} provisional={party.provisional ?? false} />
      {party.at_risk ? <Chip tone="warn">{texts.customer.atRisk}</Chip> : null}
      {party.credit_blocked ? <Chip tone="bad">{texts.customer.blocked}</Chip> : null}
    </span>
  );
}

function YearWaterfall({ months }: { months: readonly CustomerMonth[] }) {
  const year = useMemo(() => within(months, closedYear(asOf())), [months]);
  const total = useMemo(() => summed(year), [year]);
  if (year.length === 0) return <Empty>{texts.customer.quiet}</Empty>;
  return <WaterfallChart row={total} exact label={texts.customer.waterfall} />;
}

function History({ months }: { months: readonly CustomerMonth[] }) {
  const { to } = closedYear(asOf());
  const values = useMemo(() => months.map((row) => ({ month: row.month, value: row.cm4 })), [months]);
  return (
    <TrendChart
      values={values}
      from={shiftMonth(to, -23)}
      to={to}
      measure="profit"
      label={texts.figures.cm4}
      height={210}
    />
  );
}
