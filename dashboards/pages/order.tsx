import { Download } from "../components/download.tsx";
import { Facts } from "../components/facts.tsx";
import { Loaded } from "../components/loaded.tsx";
import { bareId } from "../components/orders-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import { Count, Day, Word } from "../components/value.tsx";
import { WaterfallChart } from "../components/waterfall-chart.tsx";
import { currency } from "../lib/company.ts";
import { base, exportAddress } from "../lib/dataset.ts";
import { answer } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import { customerPath } from "../lib/route.ts";
import type { Order, OrderExplanation } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import type { PageProperties } from "./index.ts";
import { Claim } from "./order/claim.tsx";
import { Entries } from "./order/entries.tsx";
import { OrderFigures } from "./order/figures.tsx";
import { Lines } from "./order/lines.tsx";
import { Restatements } from "./order/restatements.tsx";

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
            <OrderFigures order={order} />
            <div class="grid order">
              <div class="column">
                <Panel title={texts.customer.facts}>
                  {order.product_cost === null ? <p class="notice">{texts.order.unknownCost}</p> : null}
                  <OrderFacts order={order} />
                </Panel>
                <Claim order={order} />
              </div>
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
            <Restatements lines={lines} />
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

function OrderFacts({ order }: { order: Order }) {
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
        [
          texts.columns.status,
          <Word key="status">
            {order.status === null ? null : (texts.orderStatuses[order.status] ?? order.status)}
          </Word>,
        ],
        [
          texts.columns.maturity,
          <Word key="maturity">
            {order.maturity === null ? null : (texts.maturities[order.maturity] ?? order.maturity)}
          </Word>,
        ],
        [texts.columns.lines, <Count key="lines" value={order.lines} />],
        [texts.columns.plant, <Word key="plant">{order.plant}</Word>],
        [texts.columns.channel, <Word key="channel">{order.channel}</Word>],
        [texts.columns.currency, <Word key="currency">{order.currency}</Word>],
        [texts.columns.source, <Word key="source">{order.source}</Word>],
      ]}
    />
  );
}
