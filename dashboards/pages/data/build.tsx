import { Facts } from "../../components/facts.tsx";
import { Empty } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Day, Moment, Word } from "../../components/value.tsx";
import type { Build } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** What the figures on the screen were built from. */
export function BuildPanel({ build }: { build: Build | null }) {
  return (
    <Panel title={texts.data.build}>
      {build === null ? (
        <Empty>{texts.empty.none}</Empty>
      ) : (
        <Facts
          facts={[
            [texts.build, <Code key="build" text={build.build_id} />],
            [texts.built, <Moment key="built" value={build.built_at} />],
            [texts.columns.as_of, <Day key="as_of" value={build.as_of} />],
            [texts.columns.policy, <Code key="policy" text={build.policy_hash} />],
            [texts.columns.code, <Code key="code" text={build.code_version} />],
          ]}
        />
      )}
    </Panel>
  );
}

function Code({ text }: { text: string | null }) {
  return (
    <span class="code" title={text ?? undefined}>
      <Word>{text === null ? null : text.slice(0, 16)}</Word>
    </span>
  );
}
