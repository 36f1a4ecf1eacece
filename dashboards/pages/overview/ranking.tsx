import { TierBadge } from "../../components/badge.tsx";
import { Empty, Loaded } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Money } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import { sign } from "../../lib/decimal.ts";
import type { Rows } from "../../lib/request.ts";
import type { Resource } from "../../lib/resource.ts";
import { customerPath } from "../../lib/route.ts";
import { texts } from "../../lib/texts.ts";
import type { WhalePoint } from "../../lib/whale-curve.ts";

const length = 5;

/** The customers at one end of the whale curve. */
export function Ranking({
  title,
  whale,
  end,
}: {
  title: string;
  whale: Resource<Rows<WhalePoint>>;
  end: "top" | "bottom";
}) {
  const all = `/customers?sort=${end === "top" ? "-cm4" : "cm4"}`;
  return (
    <Panel title={title} note={`${texts.figures.cm4}, ${currency()}`} actions={<a href={all}>{texts.all}</a>} flush>
      <Loaded resource={whale} height={186}>
        {(value) => (
          <List
            points={ends(value.data, end)}
            none={end === "top" ? texts.overview.noEarners : texts.overview.noLosers}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function ends(points: readonly WhalePoint[], end: "top" | "bottom"): WhalePoint[] {
  return end === "top"
    ? points.slice(0, length).filter((point) => sign(point.cm4) > 0)
    : points
        .slice(-length)
        .filter((point) => sign(point.cm4) < 0)
        .reverse();
}

function List({ points, none }: { points: readonly WhalePoint[]; none: string }) {
  if (points.length === 0) return <Empty>{none}</Empty>;
  return (
    <ol class="ranking">
      {points.map((point) => (
        <li key={point.party_id}>
          <TierBadge tier={point.tier} />
          <a href={customerPath(point.party_id)}>{point.name}</a>
          <Money value={point.cm4} />
        </li>
      ))}
    </ol>
  );
}
