import { expect, test } from "vitest";
import { differences } from "./differences.ts";
import { computeMarts } from "./marts.ts";
import { computeProfit } from "./oracle.ts";
import { randomCompany } from "./randomCompany.ts";

// The first seeds; `node test/oracle/compare.ts 1 200` compares all that the rules were settled on.
const companies = Number(process.env.WHALECURVE_ORACLE_COMPANIES ?? 12);
const seeds = Array.from({ length: companies }, (_, position) => position + 1);

test.each(seeds)(
  "the marts of random company %i agree with the oracle to the cent",
  { timeout: 120_000 },
  async (seed) => {
    const { company, settings } = randomCompany(seed);
    const marts = await computeMarts(company, settings);
    expect(marts.lines.length + marts.intercompany.length).toBeGreaterThan(0);
    expect(differences(computeProfit(company, settings), marts)).toEqual([]);
  },
);
