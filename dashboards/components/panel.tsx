import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A titled part of a page. The note names unit, period or how to read it. */
export function Panel(properties: {
  title: string;
  note?: ComponentChildren;
  actions?: ComponentChildren;
  flush?: boolean;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class="panel" data-flush={properties.flush} aria-labelledby={id}>
      <header class="panel-head">
        <div>
          <h2 id={id}>{properties.title}</h2>
          {properties.note === undefined ? null : <p class="note">{properties.note}</p>}
        </div>
        {properties.actions === undefined ? null : <div class="actions">{properties.actions}</div>}
      </header>
      <div class="panel-body">{properties.children}</div>
    </section>
  );
}

/** The head of a page: what it shows, for which period, in which currency, as of when. */
export function PageHead(properties: {
  title: ComponentChildren;
  lead?: ComponentChildren;
  scope?: ComponentChildren;
}) {
  return (
    <header class="page-head">
      <div>
        <h1>{properties.title}</h1>
        {properties.lead === undefined ? null : <p class="lead">{properties.lead}</p>}
      </div>
      {properties.scope === undefined ? null : <p class="scope">{properties.scope}</p>}
    </header>
  );
}
