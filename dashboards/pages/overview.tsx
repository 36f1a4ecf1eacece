import { useMemo } from "preact/hooks";
import { Download } from "../components/download.tsx";
import { FiguresPlaceholder } from "../components/figure.tsx";
import { Empty, Loaded } from "../components/loaded.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import { TrendChart } from "../components/trend-chart.tsx";
import { WaterfallChart } from "../components/waterfall-chart.tsx";
import { asOf, currency } from "../lib/company.ts";
import { exportAddress } from "../lib/dataset.ts";
import { closedYear, within } from "../lib/period.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import type { CompanyMonth, TierSummary } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import { summed } from "../lib/waterfall.ts";
import type { WhalePoint } from "../lib/whale-curve.ts";
import { Headline } from "./overview/headline.tsx";
import { Ranking } from "./overview/ranking.tsx";
import { Story } from "./overview/story.tsx";
import { Tiers } from "./overview/tiers.tsx";
import { WhalePanel } from "./overview/whale.tsx";

export default function Overview() {
  const months = useResource("months", () => rows<CompanyMonth>("rpt_company_month", { sort: "month" }));
  const whale = useResource("whale", () => rows<WhalePoint>("rpt_whale_curve", { sort: "rank" }));
  const tiers = useResource("tiers", () => rows<TierSummary>("rpt_tier_summary", { sort: "tier" }));
  return (
    <>
      <PageHead title={texts.pages.overview} scope={<Scope />} />
      <Loaded resource={whale} placeholder={<p class="story placeholder" />}>
        {(value) => <Story points={value.data} />}
      </Loaded>
      <Loaded resource={months} placeholder={<FiguresPlaceholder count={5} />}>
        {(value) => <Headline months={value.data} points={whale.value?.data ?? null} />}
      </Loaded>
      <div class="grid overview">
        <Panel
          title={texts.overview.whale}
          note={texts.overview.whaleNote}
          actions={<Download href={exportAddress("rpt_whale_curve", { sort: "rank" })} name="whale_curve" />}
        >
          <Loaded resource={whale} height={422}>
            {(value) => <WhalePanel points={value.data} />}
          </Loaded>
        </Panel>
        <div class="column">
          <Ranking title={texts.overview.losers} whale={whale} end="bottom" />
          <Ranking title={texts.overview.earners} whale={whale} end="top" />
        </div>
        <div class="column">
          <Panel
            title={texts.overview.trend}
            note={`${texts.overview.trendNote} ${currency()}.`}
            actions={<Download href={exportAddress("rpt_company_month", { sort: "month" })} name="company_months" />}
          >
            <Loaded resource={months} height={470}>
              {(value) => <Trend months={value.data} />}
            </Loaded>
          </Panel>
          <Panel
            title={texts.overview.tiers}
            note={texts.overview.tiersNote}
            actions={<Download href={exportAddress("rpt_tier_summary", { sort: "tier" })} name="tiers" />}
            flush
          >
            <Loaded resource={tiers} height={300}>
              {(value) => <Tiers tiers={value.data} />}
            </Loaded>
          </Panel>
        </div>
        <Panel title={texts.overview.waterfall} note={<Scope />}>
          <Loaded resource={months} height={676}>
            {(value) => <CompanyWaterfall months={value.data} />}
          </Loaded>
        </Panel>
      </div>
    </>
  );
}

function CompanyWaterfall({ months }: { months: CompanyMonth[] }) {
  const total = useMemo(() => summed(within(months, closedYear(asOf()))), [months]);
  if (Object.keys(total).length === 0) return <Empty>{texts.empty.months}</Empty>;
  return <WaterfallChart row={total} exact={false} label={texts.overview.waterfall} />;
}

function Trend({ months }: { months: CompanyMonth[] }) {
  const { from, to } = closedYear(asOf());
  const revenue = useMemo(() => months.map((row) => ({ month: row.month, value: row.net_revenue })), [months]);
  const profit = useMemo(() => months.map((row) => ({ month: row.month, value: row.cm4 })), [months]);
  return (
    <div class="stack">
      <h3>{texts.figures.net_revenue}</h3>
      <TrendChart
        values={revenue}
        from={from}
        to={to}
        measure="revenue"
        label={texts.figures.net_revenue}
        height={170}
      />
      <h3>{texts.figures.cm4}</h3>
      <TrendChart values={profit} from={from} to={to} measure="profit" label={texts.figures.cm4} height={170} />
    </div>
  );
}
