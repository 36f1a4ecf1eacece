import { Chip, statusTone } from "../components/badge.tsx";
import { Download } from "../components/download.tsx";
import { Failure, Skeleton } from "../components/loaded.tsx";
import { PagedTable } from "../components/paged-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import type { Column } from "../components/table.tsx";
import { Count, Money, Word } from "../components/value.tsx";
import { currency, format } from "../lib/company.ts";
import { RequestFailure } from "../lib/failure.ts";
import { usePage } from "../lib/page.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import type { Control, Finding } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import type { PageProperties } from "./index.ts";

const columns: readonly Column<Finding>[] = [
  { name: "what", label: texts.columns.finding, wrap: true, cell: (row) => row.what },
  { name: "amount", label: texts.columns.amount, numeric: true, cell: (row) => <Money value={row.amount} /> },
  { name: "age_days", label: texts.columns.age_days, numeric: true, cell: (row) => <Count value={row.age_days} /> },
  { name: "owner", label: texts.columns.owner, cell: (row) => <Word>{row.owner}</Word> },
];
const absent = new RequestFailure({ status: 404, code: "not_found", message: "" });

/** What one control found. */
export default function ControlPage({ parameters }: PageProperties) {
  const filters = { control: parameters.control ?? "" };
  const control = useResource(`control ${filters.control}`, () => rows<Control>("rpt_control", { filters }));
  const page = usePage<Finding>({ dataset: "rpt_control_finding", filters, sort: "-amount", limit: 50 });
  if (control.state === "failed") return <Failure failure={control.failure} retry={control.retry} />;
  if (control.value === null) return <Skeleton height={640} />;
  const record = control.value.data[0];
  if (record === undefined) return <Failure failure={absent} retry={control.retry} />;
  return (
    <>
      <PageHead
        title={
          <span class="named">
            {record.title ?? record.control}{" "}
            <Chip tone={statusTone(record.status)}>{texts.statuses[record.status] ?? record.status}</Chip>
          </span>
        }
        lead={<a href="/data">{texts.data.all}</a>}
        scope={<Scope period={null} />}
      />
      <p class="story">{record.message}</p>
      <Panel
        title={texts.data.findingsCount(format.value.integer(page.resource.value?.row_count ?? null) ?? "…")}
        note={`${texts.data.findingsNote} ${currency()}.`}
        actions={<Download href={page.exported} name={`findings ${record.control}`} />}
        flush
      >
        <PagedTable
          page={page}
          label={texts.data.findingsCount("")}
          columns={columns}
          rowKey={(row) => row.finding_key}
          empty={texts.data.noFindings}
        />
      </Panel>
    </>
  );
}
