import { addDays } from "./calendar.ts";
import { Decimal, settled } from "./decimal.ts";
import type { Records } from "./records.ts";

const unusualPlaces: Record<string, number> = { JPY: 0, KRW: 0, CLP: 0, VND: 0, ISK: 0, KWD: 3, BHD: 3, TND: 3 };
const lastingDays = 5;

/** Decimal places of a currency's minor unit. */
export const minorPlaces = (currency: string): number => unusualPlaces[currency] ?? 2;

interface Quotation {
  date: string;
  rate: Decimal;
  inverse: boolean;
}

/** Spot rates of all sources against the reporting currency. */
export class Rates {
  readonly reporting: string;
  readonly places: number;
  readonly #quotations = new Map<string, Quotation[]>();

  constructor(records: Records, reporting: string) {
    this.reporting = reporting;
    this.places = minorPlaces(reporting);
    for (const { values } of records.all("fx_rates")) {
      if ((values.kind ?? "spot") !== "spot" || !values.base || !values.quote || !values.date || !values.rate) continue;
      const inverse = values.base === reporting;
      if (!inverse && values.quote !== reporting) continue;
      const currency = inverse ? values.quote : values.base;
      const quotations = this.#quotations.get(currency) ?? [];
      quotations.push({ date: values.date, rate: new Decimal(values.rate), inverse });
      this.#quotations.set(currency, quotations);
    }
  }

  /** The amount in the reporting currency, not rounded; null where no rate of the last days is known. */
  convert(amount: Decimal, currency: string, date: string): Decimal | null {
    if (currency === this.reporting) return amount;
    const oldest = addDays(date, -lastingDays);
    let found: Quotation | null = null;
    for (const quotation of this.#quotations.get(currency) ?? []) {
      if (quotation.date > date || quotation.date < oldest) continue;
      if (
        found === null ||
        quotation.date > found.date ||
        (quotation.date === found.date && found.inverse && !quotation.inverse)
      ) {
        found = quotation;
      }
    }
    if (found === null) return null;
    return found.inverse ? amount.div(found.rate) : amount.times(found.rate);
  }

  /** As {@link convert}, rounded to the minor unit. */
  money(amount: Decimal | null, currency: string, date: string): Decimal | null {
    return amount === null ? null : this.round(this.convert(amount, currency, date));
  }

  round<Amount extends Decimal | null>(amount: Amount): Amount {
    return (amount === null ? null : settled(amount).toDecimalPlaces(this.places)) as Amount;
  }
}
