import { describe, expect, it } from "vitest";
import { datasetAddress, exportAddress } from "../../dashboards/lib/dataset.ts";
import { readInputs } from "../../dashboards/lib/inputs.ts";
import { csv, sorted } from "../../dashboards/lib/order.ts";
import { customerPath, fitting } from "../../dashboards/lib/route.ts";

describe("addresses", () => {
  it("ask for a page of a dataset", () => {
    const filters = { tier: ["A", "B"], "name.contains": "Müller & Co", status: null, country: "" };
    expect(datasetAddress("dim_party", { filters, sort: "-cm4", limit: 50, cursor: "abc" })).toBe(
      "/api/v1/datasets/dim_party?tier=A&tier=B&name.contains=M%C3%BCller+%26+Co&sort=-cm4&limit=50&cursor=abc",
    );
  });

  it("export the same rows, all of them", () => {
    expect(exportAddress("fct_order_profit", { filters: { status: "closed" }, sort: "order_date", limit: 50 })).toBe(
      "/api/v1/datasets/fct_order_profit?status=closed&sort=order_date&format=csv",
    );
  });

  it("name pages with any id", () => {
    const path = customerPath("erp:A/1 %");
    expect(fitting("/customers/:party", path)).toEqual({ party: "erp:A/1 %" });
    expect(fitting("/customers", path)).toBeNull();
    expect(fitting("/", "/")).toEqual({});
    expect(fitting("/customers/:party", "/customers/%E0")).toEqual({ party: "%E0" });
  });
});

describe("tables put together on the screen", () => {
  const rows = [{ profit: "10.5" }, { profit: null }, { profit: "-3" }, { profit: "9" }];
  const profits = (sort: string) => sorted(rows, sort, (row) => row.profit).map((row) => row.profit);

  it("sort by value, missing ones last either way", () => {
    expect(profits("profit")).toEqual(["-3", "9", "10.5", null]);
    expect(profits("-profit")).toEqual(["10.5", "9", "-3", null]);
  });

  it("are exported as CSV", () => {
    expect(
      csv(
        ["name", "profit"],
        [
          ['Huber, "Wien"', "1.50"],
          ["x", null],
        ],
      ),
    ).toBe('name,profit\r\n"Huber, ""Wien""",1.50\r\nx,\r\n');
  });
});

describe("inputs of a tier", () => {
  it("are read from JSON or its text, by name; missing ones are left out", () => {
    expect([...readInputs('{"rank":3,"rule":"up","pending_tier":null,"value":-65899.81}')]).toEqual([
      ["rank", "3"],
      ["rule", "up"],
      ["value", "-65899.81"],
    ]);
    expect([...readInputs({ rank: 1 })]).toEqual([["rank", "1"]]);
    expect([...readInputs("not json")]).toEqual([]);
  });
});
