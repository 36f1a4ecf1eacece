import { Chip } from "../components/badge.tsx";
import { Download } from "../components/download.tsx";
import { Facts } from "../components/facts.tsx";
import { Loaded } from "../components/loaded.tsx";
import { bareId } from "../components/orders-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import { Count, Day, Money, Share, Word } from "../components/value.tsx";
import { WaterfallChart } from "../components/waterfall-chart.tsx";
import { currency } from "../lib/company.ts";
import { base, exportAddress } from "../lib/dataset.ts";
import { ratio, sum } from "../lib/decimal.ts";
import { answer } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import { customerPath } from "../lib/route.ts";
import type { Order, OrderExplanation, OrderLine } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import type { PageProperties } from "./index.ts";
import { Entries } from "./order/entries.tsx";
import { Lines } from "./order/lines.tsx";

export default function OrderPage({ parameters }: PageProperties) {
  const id = parameters.order ?? "";
  const explanation = useResource(`order ${id}`, () =>
    answer<OrderExplanation>(`${base}/explain/orders/${encodeURIComponent(id)}`),
  );
  return (
    <>
      <PageHead
        title={`${texts.pages.order} ${bareId(id)}`}
        lead={<a href="/orders">{texts.orders.all}</a>}
        scope={<Scope period={null} />}
      />
      <Loaded resource={explanation} height={900}>
        {({ order, lines, entries, documents }) => (
          <>
            <div class="grid order">
              <Panel title={texts.customer.facts}>
                {order.product_cost === null ? <p class="notice">{texts.order.unknownCost}</p> : null}
                <OrderFacts order={order} lines={lines} />
              </Panel>
              <Panel title={texts.order.waterfall} note={`${currency()}, ${texts.order.shareNote}`}>
                <WaterfallChart row={order} exact label={`${texts.order.waterfall} ${bareId(id)}`} />
              </Panel>
            </div>
            <Panel
              title={texts.order.lines}
              note={currency()}
              actions={
                <Download
                  href={exportAddress("fct_order_line_profit", { filters: { order_id: id } })}
                  name={`order ${bareId(id)} lines`}
                />
              }
              flush
            >
              <Lines lines={lines} />
            </Panel>
            <Panel
              title={texts.order.entries}
              note={`${texts.order.entriesNote} ${currency()}.`}
              actions={
                <Download
                  href={exportAddress("fct_profit_entry", { filters: { order_id: id } })}
                  name={`order ${bareId(id)} entries`}
                />
              }
            >
              <Entries entries={entries} documents={documents} lines={lines} />
            </Panel>
          </>
        )}
      </Loaded>
    </>
  );
}

function OrderFacts({ order, lines }: { order: Order; lines: readonly OrderLine[] }) {
  const claims = lines.map((line) => line.erp_margin);
  const claimed = claims.includes(null) ? null : sum(claims);
  return (
    <Facts
      facts={[
        [
          texts.columns.customer,
          order.party_id === null ? (
            <Word>{order.party_name}</Word>
          ) : (
            <a href={customerPath(order.party_id)}>{order.party_name ?? order.party_id}</a>
          ),
        ],
        [texts.columns.order_date, <Day key="date" value={order.order_date} />],
        [texts.columns.status, <Chip key="status">{order.status ?? texts.unknown}</Chip>],
        [texts.columns.maturity, <Word key="maturity">{order.maturity}</Word>],
        [texts.figures.net_revenue, <Money key="revenue" value={order.net_revenue} word />],
        [texts.steps.actual_profit ?? "", <Money key="profit" value={order.actual_profit} word />],
        [texts.columns.margin, <Share key="margin" value={ratio(order.actual_profit, order.net_revenue)} word />],
        [texts.order.erpSaid, <Money key="claim" value={claimed} word />],
        [texts.order.coverage, <Share key="coverage" value={order.cost_coverage} word />],
        [texts.columns.lines, <Count key="lines" value={order.lines} />],
        [texts.columns.plant, <Word key="plant">{order.plant}</Word>],
        [texts.columns.channel, <Word key="channel">{order.channel}</Word>],
        [texts.columns.currency, <Word key="currency">{order.currency}</Word>],
        [texts.columns.source, <Word key="source">{order.source}</Word>],
      ]}
    />
  );
}
