import { asOf, currency, format } from "../lib/company.ts";
import { closedYear, type Period } from "../lib/period.ts";
import { texts } from "../lib/texts.ts";

/** Period, unit and as-of of the figures beside it. */
export function Scope({ period = closedYear(asOf()) }: { period?: Period | null }) {
  const formats = format.value;
  const parts = [
    period === null ? null : texts.closedMonths(formats.month(period.from) ?? "", formats.month(period.to) ?? ""),
    currency(),
    `${texts.asOf.toLowerCase()} ${formats.date(asOf())}`,
  ];
  return <span>{parts.filter((part) => part !== null && part !== "").join(" · ")}</span>;
}
