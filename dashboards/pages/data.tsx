import { Figure } from "../components/figure.tsx";
import { Failure, Skeleton } from "../components/loaded.tsx";
import { PageHead } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import { Missing } from "../components/value.tsx";
import { format } from "../lib/company.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import type { Build, Control, Load, Quarantine } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import { BuildPanel } from "./data/build.tsx";
import { Controls } from "./data/controls.tsx";
import { Loads, latest } from "./data/loads.tsx";
import { Rejected } from "./data/rejected.tsx";

interface Health {
  controls: Control[];
  loads: Load[];
  quarantine: Quarantine[];
  build: Build | null;
}

async function health(): Promise<Health> {
  const [controls, loads, quarantine, builds] = await Promise.all([
    rows<Control>("rpt_control", { sort: "control" }),
    rows<Load>("meta_load", { sort: "-loaded_at", limit: 1000 }),
    rows<Quarantine>("rpt_quarantine", { sort: "-rows" }),
    rows<Build>("meta_build", { sort: "-built_at", limit: 1 }),
  ]);
  return {
    controls: controls.data,
    loads: latest(loads.data),
    quarantine: quarantine.data,
    build: builds.data[0] ?? null,
  };
}

export default function Data() {
  const state = useResource("health", health);
  return (
    <>
      <PageHead title={texts.pages.data} lead={texts.data.lead} scope={<Scope period={null} />} />
      {state.state === "failed" ? (
        <Failure failure={state.failure} retry={state.retry} />
      ) : state.value === null ? (
        <Skeleton height={900} />
      ) : (
        <>
          <Summary health={state.value} />
          <Controls controls={state.value.controls} />
          <Rejected quarantine={state.value.quarantine} />
          <BuildPanel build={state.value.build} />
          <Loads loads={state.value.loads} />
        </>
      )}
    </>
  );
}

function Summary({ health }: { health: Health }) {
  const { integer, timestamp } = format.value;
  const count = (value: number) => integer(value) ?? "";
  const { controls, loads, quarantine } = health;
  const passed = controls.filter((control) => control.status === "pass").length;
  const failed = controls.some((control) => control.status === "fail");
  const delivered = loads.filter((load) => !load.entity.startsWith("raw."));
  const rejected = quarantine.reduce((total, row) => total + row.rows, 0);
  return (
    <div class="figures">
      <Figure
        label={texts.data.passed}
        value={texts.data.ofControls(count(passed), count(controls.length))}
        negative={failed}
        note={texts.data.findings(count(controls.length - passed))}
      />
      <Figure label={texts.data.rejected} value={count(rejected)} note={texts.data.reasons(count(quarantine.length))} />
      <Figure
        label={texts.data.read}
        value={count(delivered.reduce((total, load) => total + load.rows_read, 0))}
        note={texts.data.loadsNote}
      />
      <Figure
        label={texts.data.freshness}
        value={<span class="smaller">{timestamp(loads[0]?.loaded_at ?? null) ?? <Missing />}</span>}
        note={loads[0] === undefined ? undefined : `${loads[0].source} · ${loads[0].entity}`}
      />
    </div>
  );
}
