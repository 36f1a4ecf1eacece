import type { ComponentChildren } from "preact";
import { format } from "../lib/company.ts";
import { texts } from "../lib/texts.ts";

/** A missing value: never a zero, never an empty cell. */
export function Missing({ word = false }: { word?: boolean }) {
  return (
    <span class="missing" title={texts.unknown}>
      {word ? texts.unknown : <span aria-hidden="true">{texts.missing}</span>}
      {word ? null : <span class="spoken">{texts.unknown}</span>}
    </span>
  );
}

function Written({ text, negative, word }: { text: string | null; negative: boolean; word?: boolean | undefined }) {
  if (text === null) return <Missing word={word ?? false} />;
  return <span class={negative ? "number negative" : "number"}>{text}</span>;
}

interface NumberValue {
  value: string | null | undefined;
  /** Writes the word instead of a dash where the value is missing. */
  word?: boolean;
}

/** Exact money with its minor unit; the currency stands in the header. */
export function Money({ value = null, word }: NumberValue) {
  return <Written text={format.value.money(value)} negative={value?.startsWith("-") ?? false} word={word} />;
}

/** A fraction as a percentage. */
export function Share({ value = null, word }: NumberValue) {
  return <Written text={format.value.share(value)} negative={value?.startsWith("-") ?? false} word={word} />;
}

/** A decimal that is not money: a quantity, a score. */
export function Decimal({ value = null, word, digits }: NumberValue & { digits?: number }) {
  return <Written text={format.value.decimal(value, digits)} negative={value?.startsWith("-") ?? false} word={word} />;
}

export function Count({ value }: { value: number | null | undefined }) {
  return <Written text={format.value.integer(value ?? null)} negative={(value ?? 0) < 0} />;
}

export function Day({ value }: { value: string | null | undefined }) {
  const text = format.value.date(value ?? null);
  return text === null ? <Missing /> : <time dateTime={value ?? ""}>{text}</time>;
}

export function Moment({ value }: { value: string | null | undefined }) {
  const text = format.value.timestamp(value ?? null);
  return text === null ? <Missing /> : <time dateTime={value ?? ""}>{text}</time>;
}

/** Text that may be missing. */
export function Word({ children }: { children: ComponentChildren }) {
  return children === null || children === undefined || children === "" ? <Missing /> : <span>{children}</span>;
}

/** Yes, no or unknown. */
export function Truth({ value }: { value: boolean | null | undefined }) {
  return value === null || value === undefined ? <Missing /> : <span>{value ? texts.yes : texts.no}</span>;
}
