const dayLength = 86_400_000;

export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayLength;
export const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);
export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days);
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);
export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;
export const nextMonth = (month: string): string => monthOf(addDays(month, 31));
export const lastDayOf = (month: string): string => addDays(nextMonth(month), -1);
export const earlier = (one: string, other: string): string => (one < other ? one : other);
export const later = (one: string, other: string): string => (one > other ? one : other);

/** A timestamp's instant (milliseconds) and its business date: its date in the source's time zone. */
export interface Moment {
  instant: number;
  date: string;
}

/** Reads a canonical timestamp; without offset it is local to the zone, a mere date is its midnight. */
export function momentOf(text: string, zone: string): Moment {
  const written = text.replace(" ", "T");
  if (/(Z|[+-]\d\d:?\d\d)$/.test(written) && written.includes("T")) {
    const instant = Date.parse(written);
    return { instant, date: new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 10) };
  }
  const local = Date.parse(`${written.length === 10 ? `${written}T00:00:00` : written}Z`);
  const guess = local - offsetAt(local, zone);
  return { instant: local - offsetAt(guess, zone), date: written.slice(0, 10) };
}

/** The last moment of a date: what happened on that day had happened by then. */
export function endOfDay(date: string, zone: string): Moment {
  return { instant: momentOf(addDays(date, 1), zone).instant - 1, date };
}

function offsetAt(instant: number, zone: string): number {
  if (zone === "UTC") return 0;
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${parts.format(instant).replace(" ", "T")}Z`) - Math.floor(instant / 1000) * 1000;
}
