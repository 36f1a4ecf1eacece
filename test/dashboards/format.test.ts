import { describe, expect, it } from "vitest";
import { formatFor } from "../../dashboards/lib/format.ts";

const english = formatFor("en-GB", "EUR", "UTC");
const german = formatFor("de-DE", "EUR", "UTC");
const yen = formatFor("en-GB", "JPY", "UTC");
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, " ") ?? null;

describe("format", () => {
  it("writes money exactly, beyond what a float holds", () => {
    expect(english.money("9007199254740993.01")).toBe("9,007,199,254,740,993.01");
    expect(english.money("-0.05")).toBe("-0.05");
    expect(german.money("1081.92")).toBe("1.081,92");
  });

  it("uses the digits of the currency's minor unit", () => {
    expect(yen.money("1082")).toBe("1,082");
    expect(english.money("1082")).toBe("1,082.00");
  });

  it("rounds headline figures to the whole unit and names the currency", () => {
    expect(english.wholeMoney("1081.92")).toBe("€1,082");
    expect(plain(german.wholeMoney("-1081.92"))).toBe("-1.082 €");
  });

  it("leaves missing values missing", () => {
    expect([english.money(null), english.share(null), english.decimal(null), english.integer(null)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([english.date(null), english.month(null), english.timestamp(null)]).toEqual([null, null, null]);
  });

  it("writes shares, decimals and points in the reader's way", () => {
    expect(english.share("0.2531")).toBe("25.3%");
    expect(plain(german.share("-0.2531"))).toBe("-25,3 %");
    expect(english.decimal("12.50")).toBe("12.5");
    expect(english.decimal("60", 1)).toBe("60.0");
    expect(english.points("0.0123")).toBe("+1.2");
  });

  it("writes days and months without moving them between time zones", () => {
    expect(english.date("2026-01-01")).toBe("01 Jan 2026");
    expect(english.month("2026-01-01")).toBe("Jan 2026");
    expect(german.month("2026-03-01")).toBe("März 2026");
    expect(english.timestamp("2026-06-30T02:04:11Z")).toBe("30 Jun 2026, 02:04");
  });

  it("compares only with a positive figure", () => {
    expect(english.change("113.50", "100.00")).toBe("+13.5%");
    expect(english.change("-50.00", "100.00")).toBe("-150.0%");
    expect(english.change("50.00", "-100.00")).toBeNull();
    expect(english.change("50.00", null)).toBeNull();
  });
});
