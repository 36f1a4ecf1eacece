import { describe, expect, it } from "vitest";
import { closedYear, shiftMonth, within } from "../../dashboards/lib/period.ts";

describe("period", () => {
  it("ends with the last closed month; the month of as-of never is", () => {
    expect(closedYear("2026-06-30")).toEqual({ from: "2025-06-01", to: "2026-05-01" });
    expect(closedYear("2026-01-01")).toEqual({ from: "2025-01-01", to: "2025-12-01" });
    expect(closedYear("2026-06-30", 1)).toEqual({ from: "2024-06-01", to: "2025-05-01" });
  });

  it("moves over the turn of the year", () => {
    expect(shiftMonth("2026-01-31", -1)).toBe("2025-12-01");
    expect(shiftMonth("2025-12-05", 1)).toBe("2026-01-01");
  });

  it("keeps the months inside", () => {
    const rows = ["2025-05-01", "2025-06-01", "2026-05-01", "2026-06-01"].map((month) => ({ month }));
    expect(within(rows, closedYear("2026-06-30")).map((row) => row.month)).toEqual(["2025-06-01", "2026-05-01"]);
  });
});
