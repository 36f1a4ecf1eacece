import { currency, date, oneOf, rate, required } from "./column.ts";
import { entity } from "./entity.ts";

export const fxRates = entity("fx_rates", {
  key: ["base", "quote", "date", "kind"],
  columns: {
    base: currency(required),
    quote: currency(required),
    date: date(required),
    kind: oneOf(["spot", "average", "closing", "budget"], { fallback: { value: "spot" } }),
    rate: rate(),
  },
});
