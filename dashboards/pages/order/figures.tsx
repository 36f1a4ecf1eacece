import { Figure } from "../../components/figure.tsx";
import { Money, Share } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import { ratio, sign } from "../../lib/decimal.ts";
import type { Order } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** The order in five figures; what is unknown says so. */
export function OrderFigures({ order }: { order: Order }) {
  const amount = (label: string, value: string | null, note: string) => (
    <Figure
      label={label}
      value={<Money value={value} word />}
      negative={value !== null && sign(value) < 0}
      note={`${currency()}, ${note}`}
    />
  );
  const margin = ratio(order.actual_profit, order.net_revenue);
  return (
    <div class="figures">
      {amount(texts.figures.net_revenue, order.net_revenue, texts.order.revenueNote)}
      {amount(texts.figures.cm3, order.actual_profit, texts.order.profitNote)}
      <Figure
        label={texts.columns.margin}
        value={<Share value={margin} word />}
        negative={margin !== null && sign(margin) < 0}
        note={texts.order.shareNote}
      />
      {amount(texts.order.erpSaid, order.erp_margin, texts.order.erpNote)}
      <Figure
        label={texts.order.coverage}
        value={<Share value={order.cost_coverage} word />}
        note={texts.order.coverageNote}
      />
    </div>
  );
}
