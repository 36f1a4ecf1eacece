import { Loaded } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Table } from "../../components/table.tsx";
import { Day, Share, Word } from "../../components/value.tsx";
import { rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { PartySource } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** The source rows that are this customer, with the rule that linked each. */
export function Sources({ party }: { party: string }) {
  const sources = useResource(`sources ${party}`, () =>
    rows<PartySource>("dim_party_xref", { filters: { party_id: party }, sort: "source" }),
  );
  return (
    <Panel title={texts.customer.sources} note={texts.customer.sourcesNote} flush>
      <Loaded resource={sources} height={120}>
        {(value) => (
          <Table
            label={texts.customer.sources}
            rows={value.data}
            rowKey={(row) => `${row.source} ${row.entity} ${row.source_id} ${row.valid_from}`}
            columns={[
              {
                name: "source_id",
                label: texts.columns.source,
                cell: (row) => (
                  <>
                    <span class="code">
                      {row.source}:{row.source_id}
                    </span>
                    <small>{row.entity}</small>
                  </>
                ),
              },
              {
                name: "rule",
                label: texts.columns.rule,
                wrap: true,
                cell: (row) => (
                  <Word>{row.rule === null ? texts.customer.leading : (texts.linkRules[row.rule] ?? row.rule)}</Word>
                ),
              },
              {
                name: "confidence",
                label: texts.columns.confidence,
                numeric: true,
                cell: (row) => <Share value={row.confidence} />,
              },
              { name: "valid_from", label: texts.columns.valid_from, cell: (row) => <Since date={row.valid_from} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

/** A link without a known beginning holds for all time. */
function Since({ date }: { date: string | null }) {
  return date?.startsWith("0001") ? <span>{texts.customer.always}</span> : <Day value={date} />;
}
