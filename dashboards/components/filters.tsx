import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { address, path, query, refine, step } from "../lib/location.ts";
import { texts } from "../lib/texts.ts";

const start = { cursor: null, page: null };

/** The filters of a page's table; their values stand in the address. */
export function Filters({ names, children }: { names: readonly string[]; children: ComponentChildren }) {
  const active = names.some((name) => query.value.has(name));
  return (
    <search class="filters">
      {children}
      <a class="clear" href={path.value} data-keep hidden={!active}>
        {texts.clear}
      </a>
    </search>
  );
}

/** Text that filters while it is typed. */
export function SearchField({ name, label }: { name: string; label: string }) {
  const id = useId();
  const held = query.value.get(name) ?? "";
  const [text, setText] = useState(held);
  const timer = useRef(0);
  useEffect(() => setText(held), [held]);
  const input = (value: string) => {
    setText(value);
    window.clearTimeout(timer.current);
    const page = path.value;
    timer.current = window.setTimeout(() => path.value === page && refine({ ...start, [name]: value.trim() }), 250);
  };
  return (
    <div class="field grow">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={text}
        autoComplete="off"
        onInput={(event) => input(event.currentTarget.value)}
      />
    </div>
  );
}

/** One of several values, or all. */
export function SelectField(properties: {
  name: string;
  label: string;
  options: readonly (readonly [value: string, label: string])[];
}) {
  const id = useId();
  const held = query.value.get(properties.name) ?? "";
  return (
    <div class="field">
      <label for={id}>{properties.label}</label>
      <select
        id={id}
        value={held}
        onChange={(event) => step({ ...start, [properties.name]: event.currentTarget.value })}
      >
        <option value="">{texts.all}</option>
        {properties.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A day. */
export function DayField({ name, label }: { name: string; label: string }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={query.value.get(name) ?? ""}
        onChange={(event) => step({ ...start, [name]: event.currentTarget.value })}
      />
    </div>
  );
}

/** A condition that is on or off. */
export function SwitchField({ name, label }: { name: string; label: string }) {
  const on = address.value.searchParams.get(name) === "1";
  return (
    <label class="field switch">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => step({ ...start, [name]: event.currentTarget.checked ? "1" : null })}
      />
      <span>{label}</span>
    </label>
  );
}

/** Text with suggestions; it filters when the reader has finished. */
export function SuggestField({ name, label, values }: { name: string; label: string; values: readonly string[] }) {
  const id = useId();
  const list = `${id}-values`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        list={list}
        value={query.value.get(name) ?? ""}
        placeholder={texts.all}
        autoComplete="off"
        onChange={(event) => step({ ...start, [name]: event.currentTarget.value.trim() })}
      />
      <datalist id={list}>
        {values.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </div>
  );
}
