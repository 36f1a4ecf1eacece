import { TierBadge } from "../../components/badge.tsx";
import { Table } from "../../components/table.tsx";
import { Count, Money, Share } from "../../components/value.tsx";
import type { TierSummary } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** How many customers stand in each tier, and what they earn. */
export function Tiers({ tiers }: { tiers: readonly TierSummary[] }) {
  return (
    <Table
      label={texts.overview.tiers}
      rows={tiers}
      rowKey={(row) => row.tier}
      columns={[
        {
          name: "tier",
          label: texts.columns.tier,
          cell: (row) => (
            <a href={`/customers?tier=${encodeURIComponent(row.tier)}`}>
              <TierBadge tier={row.tier} />
            </a>
          ),
        },
        { name: "parties", label: texts.columns.parties, numeric: true, cell: (row) => <Count value={row.parties} /> },
        { name: "cm4", label: texts.columns.profit, numeric: true, cell: (row) => <Money value={row.cm4} /> },
        { name: "share", label: texts.columns.profit_share, numeric: true, cell: (row) => <Share value={row.share} /> },
      ]}
    />
  );
}
