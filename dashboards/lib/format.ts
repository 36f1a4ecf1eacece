import { ratio, sign } from "./decimal.ts";

/** Writes exact decimal text, dates and counts as a locale does; every function accepts null and answers null. */
export interface Format {
  /** Money with the minor unit's digits, without currency: the header or caption names it. */
  money(value: string | null): string | null;
  /** Money rounded to the whole unit, without currency. */
  whole(value: string | null): string | null;
  /** Money rounded to the whole unit, with the currency. */
  wholeMoney(value: string | null): string | null;
  /** Money in three digits or so, for axes and annotations ("1.2M"). */
  shortMoney(value: string | number | null): string | null;
  /** A fraction ("0.2531") as a percentage. */
  share(value: string | number | null, digits?: number): string | null;
  /** A difference of two shares in percentage points ("+1.2"). */
  points(value: string | null): string | null;
  decimal(value: string | number | null, digits?: number): string | null;
  integer(value: number | null): string | null;
  date(value: string | null): string | null;
  month(value: string | null): string | null;
  shortMonth(value: string | null): string | null;
  timestamp(value: string | null): string | null;
  /** "+12.3 %" of `now` against `before`; null where it says nothing (missing, or `before` not positive). */
  change(now: string | null, before: string | null): string | null;
}

const numeric = (value: string | number): Intl.StringNumericLiteral | number => value as Intl.StringNumericLiteral;
const noon = (date: string): Date => new Date(`${date.slice(0, 10)}T12:00:00Z`);

/** Null stays null; anything else is written. */
function known<Value>(write: (value: Value) => string): (value: Value | null) => string | null {
  return (value) => (value === null || value === undefined ? null : write(value));
}

/** The formats of a locale and a reporting currency (ISO 4217). */
export function formatFor(locale: string, currency: string, timeZone?: string): Format {
  const code = /^[A-Z]{3}$/.test(currency) ? currency : "EUR";
  const minor = new Intl.NumberFormat(locale, { style: "currency", currency: code }).resolvedOptions();
  const digits = minor.maximumFractionDigits ?? 2;
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = new Intl.NumberFormat(locale, { style: "currency", currency: code, maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = (places: number, signDisplay: "auto" | "exceptZero") =>
    new Intl.NumberFormat(locale, {
      style: "percent",
      minimumFractionDigits: places,
      maximumFractionDigits: places,
      signDisplay,
    });
  const share = percent(1, "auto");
  const change = percent(1, "exceptZero");
  const fixed = (places: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places });
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const utc = { timeZone: "UTC" } as const;
  const date = new Intl.DateTimeFormat(locale, { ...utc, day: "2-digit", month: "short", year: "numeric" });
  const month = new Intl.DateTimeFormat(locale, { ...utc, month: "short", year: "numeric" });
  const shortMonth = new Intl.DateTimeFormat(locale, { ...utc, month: "short", year: "2-digit" });
  const zone = timeZone === undefined ? {} : { timeZone };
  const timestamp = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", ...zone });
  return {
    money: known((value: string) => money.format(numeric(value))),
    whole: known((value: string) => integer.format(numeric(value))),
    wholeMoney: known((value: string) => whole.format(numeric(value))),
    shortMoney: known((value: string | number) => short.format(numeric(value))),
    share: (value, places = 1) =>
      value === null ? null : (places === 1 ? share : percent(places, "auto")).format(numeric(value)),
    points: known((value: string) => points.format(Number(value) * 100)),
    decimal: (value, digits) =>
      value === null ? null : (digits === undefined ? decimal : fixed(digits)).format(numeric(value)),
    integer: known((value: number) => integer.format(value)),
    date: known((value: string) => date.format(noon(value))),
    month: known((value: string) => month.format(noon(value))),
    shortMonth: known((value: string) => shortMonth.format(noon(value))),
    timestamp: known((value: string) => timestamp.format(new Date(value))),
    change(now, before) {
      if (now === null || before === null || sign(before) <= 0) return null;
      const grown = ratio(now, before, 8);
      return grown === null ? null : change.format(Number(grown) - 1);
    },
  };
}
