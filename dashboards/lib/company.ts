import { signal } from "@preact/signals";
import { type Format, formatFor } from "./format.ts";
import type { Company } from "./rows.ts";

/** The company whose figures are shown; set once its record has arrived, before any page is drawn. */
export const company = signal<Company | null>(null);

/** Formats in the reader's language and the company's currency. */
export const format = signal<Format>(formatFor(navigator.language, "EUR"));

export function meet(record: Company): void {
  company.value = record;
  format.value = formatFor(navigator.language, record.reporting_currency);
}

/** The as-of date of the data; pages are drawn only where there is one. */
export function asOf(): string {
  return company.value?.as_of ?? "1970-01-01";
}

export function currency(): string {
  return company.value?.reporting_currency ?? "";
}
