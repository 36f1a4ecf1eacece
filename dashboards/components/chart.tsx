import { useEffect, useRef, useState } from "preact/hooks";
import type { Drawing } from "../charts/drawing.ts";
import { format } from "../lib/company.ts";
import { texts } from "../lib/texts.ts";

export interface ChartTable {
  names: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}

/**
 * A chart with its words: what it shows in one sentence, and its figures as a table for those who cannot or do not want
 * to see it. The height is kept free before it is drawn. `onPick` gets the datum under the pointer at a click.
 */
export function Chart<Data>(properties: {
  load: () => Promise<{ default: Drawing<Data> }>;
  data: Data;
  height: number;
  summary: string;
  table: ChartTable;
  onPick?: (datum: unknown) => void;
}) {
  const { load, data, height, summary, onPick } = properties;
  const surface = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [drawing, setDrawing] = useState<{ draw: Drawing<Data> } | null>(null);
  const formats = format.value;

  useEffect(() => {
    let current = true;
    load().then((module) => current && setDrawing({ draw: module.default }));
    return () => {
      current = false;
    };
  }, [load]);

  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = surface.current;
    if (element === null || drawing === null || width === 0) return;
    const drawn = drawing.draw(data, { width, height, format: formats });
    const pick = () => {
      const datum: unknown = Reflect.get(drawn, "value");
      if (datum !== null && datum !== undefined) onPick?.(datum);
    };
    drawn.addEventListener("click", pick);
    element.replaceChildren(drawn);
    return () => drawn.removeEventListener("click", pick);
  }, [drawing, data, width, height, formats, onPick]);

  return (
    <figure class="chart">
      <div
        ref={surface}
        class={onPick === undefined ? "chart-surface" : "chart-surface pickable"}
        style={{ height: `${height}px` }}
        role="img"
        aria-label={summary}
      />
      <ChartFigures table={properties.table} label={summary} />
    </figure>
  );
}

function ChartFigures({ table, label }: { table: ChartTable; label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="chart-figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.showTable}</summary>
      {open ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section class="table-scroll short" tabIndex={0} aria-label={label}>
          <table>
            <thead>
              <tr>
                {table.names.map((name, index) => (
                  <th key={name} scope="col" class={index > 0 ? "numeric" : undefined}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row[0] ?? ""}>
                  {row.map((cell, index) => (
                    <td key={table.names[index]} class={index > 0 ? "numeric" : undefined}>
                      {cell ?? <span title={texts.unknown}>{texts.missing}</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  );
}
