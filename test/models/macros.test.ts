import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policySchema } from "../../core/policy.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { compileQuery, type Variables } from "../../warehouse/runner/compile.ts";
import { type Library, loadModels } from "../../warehouse/runner/load.ts";

// Every property is one query over some hundred random cases in the real engine.

const library: Library = loadModels([
  { directory: join(import.meta.dirname, "../../models"), shownAs: "models", isBuiltIn: true },
]);
const variables = (reportingCurrency: string): Variables => ({
  policy: policySchema.parse({}),
  asOf: "2026-06-30",
  reportingCurrency,
  sources: [],
});
const rendered = (template: string, currency = "EUR"): string =>
  compileQuery(template, "test", library, variables(currency));

/** Decimal text of a whole number of its last places: scaled(-1234n, 2) is "-12.34". */
function scaled(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const split = digits.length - places;
  return `${units < 0n ? "-" : ""}${digits.slice(0, split)}${places > 0 ? "." : ""}${digits.slice(split)}`;
}

/** numerator ÷ denominator, half away from zero; the denominator is positive. */
function divided(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const result = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -result : result;
}

/** Units of the last place of a decimal text. */
const unitsOf = (text: string): bigint => BigInt(text.replace(".", ""));

let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await Database.open({ path: ":memory:", mode: "write", threads: 1 });
  connection = await database.connect();
  await connection.execute("create schema given");
});
afterAll(() => database.close());

async function given(columns: string, rows: readonly string[]): Promise<void> {
  await connection.execute(`create or replace table given.case (${columns})`);
  await connection.execute(`insert into given.case values ${rows.join(", ")}`);
}

const many = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.array(one, { minLength: 100, maxLength: 200 });
const cents = fc.bigInt({ min: -10_000_000_000n, max: 10_000_000_000n });

describe("allocate", () => {
  const weights = fc.array(
    fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 5n }), fc.bigInt({ min: 0n, max: 900_000_000_000_000_000n })),
    { minLength: 1, maxLength: 8 },
  );
  const documents = many(fc.record({ amount: cents, weights, fallback: fc.bigInt({ min: 0n, max: 3n }) }));
  const split = rendered(
    `<%= it.macro('allocate', { from: 'given.case', document: 'document', amount: 'amount', weight: 'weight', fallback: 'fallback', ties: 'line' }) %>`,
  );

  test("the parts sum to the document, and none is a unit or more off its exact share", async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (drawn) => {
        await given(
          "document integer, line integer, amount decimal(18, 2), weight decimal(18, 6), fallback decimal(18, 6)",
          drawn.flatMap(({ amount, weights: parts, fallback }, document) =>
            parts.map(
              (weight, line) => `(${document}, ${line}, ${scaled(amount, 2)}, ${scaled(weight, 6)}, ${fallback})`,
            ),
          ),
        );
        const rows = await connection.rows<{ document: number; line: number; part: string }>(
          `with parts as (${split}) select document, line, part from parts order by document, line`,
        );
        const parts = Map.groupBy(rows, ({ document }) => document);
        for (const [document, { amount, weights: own }] of drawn.entries()) {
          const found = (parts.get(document) ?? []).map(({ part }) => unitsOf(part));
          // Fallbacks are equal here, so without weights the shares are equal whether they count or not.
          const whole = own.reduce((sum, weight) => sum + weight, 0n);
          const shares = whole > 0n ? own : own.map(() => 1n);
          const total = shares.reduce((sum, share) => sum + share, 0n);
          expect(found.reduce((sum, part) => sum + part, 0n)).toBe(amount);
          for (const [line, part] of found.entries()) {
            const off = part * total - amount * (shares[line] ?? 0n);
            expect(off < total && off > -total).toBe(true);
          }
        }
      }),
      { seed: 3, numRuns: 5 },
    );
  });

  test("gives the leftover units to the largest remainders, ties in order, then the sign", async () => {
    await given(
      "document integer, line integer, amount decimal(18, 2), weight decimal(18, 6), fallback decimal(18, 6)",
      [
        "(1, 1, 100.00, 1, 0), (1, 2, 100.00, 1, 0), (1, 3, 100.00, 1, 0)",
        "(2, 1, -0.05, 1, 0), (2, 2, -0.05, 1, 0)",
        "(3, 1, 0.10, 1, 0), (3, 2, 0.10, 2, 0)",
        "(4, 1, 10.00, 0, 1), (4, 2, 10.00, 0, 3)",
        "(5, 1, null, 0, 1), (5, 2, null, 2, 1)",
      ],
    );
    const rows = await connection.rows<{ document: number; parts: string }>(
      `with parts as (${split}) select document, string_agg(coalesce(part::varchar, 'unknown'), ' ' order by line) as parts
       from parts group by document order by document`,
    );
    expect(rows.map(({ parts }) => parts)).toEqual([
      "33.34 33.33 33.33",
      "-0.03 -0.02",
      "0.03 0.07",
      "2.50 7.50",
      "0.00 unknown",
    ]);
  });
});

describe("convert", () => {
  const amounts = many(
    fc.record({
      amount: fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }),
      rate: fc.bigInt({ min: 1n, max: 500_000_000n }),
    }),
  );

  test.each([
    ["EUR", 2],
    ["JPY", 0],
    ["KWD", 3],
  ] as const)(
    "multiplies by the direct rate or divides by the inverse one, rounded once, to %s",
    async (currency, places) => {
      const converted = rendered(
        `<%= it.macro('convert', { amount: 'amount', currency: 'currency', rate: 'rate' }) %>`,
        currency,
      );
      await fc.assert(
        fc.asyncProperty(amounts, async (drawn) => {
          await given(
            "line integer, amount decimal(18, 6)",
            drawn.map(({ amount }, line) => `(${line}, ${scaled(amount, 6)})`),
          );
          await connection.execute("create or replace table given.rate (line integer, rate decimal(18, 8))");
          await connection.execute(
            `insert into given.rate values ${drawn.map(({ rate }, line) => `(${line}, ${scaled(rate, 6)})`).join(", ")}`,
          );
          const query = (direct: string, inverse: string, from: string): Promise<{ amount: string | null }[]> =>
            connection.rows(
              `select ${converted} as amount
             from (select *, '${from}' as currency from given.case) as line
             inner join (select line as number, ${direct} as direct_rate, ${inverse} as inverse_rate from given.rate) as rate
             on rate.number = line.line order by line.line`,
            );
          const unit = 10n ** BigInt(places);
          const direct = await query("rate", "null::decimal(18, 8)", "XXX");
          const inverse = await query("null::decimal(18, 8)", "rate", "XXX");
          const own = await query("null::decimal(18, 8)", "null::decimal(18, 8)", currency);
          const unknown = await query("null::decimal(18, 8)", "null::decimal(18, 8)", "XXX");
          for (const [line, { amount, rate }] of drawn.entries()) {
            expect(unitsOf(direct[line]?.amount ?? "")).toBe(divided(amount * rate * unit, 10n ** 12n));
            expect(unitsOf(inverse[line]?.amount ?? "")).toBe(divided(amount * unit, rate));
            expect(unitsOf(own[line]?.amount ?? "")).toBe(divided(amount * unit, 10n ** 6n));
            expect(unknown[line]?.amount).toBeNull();
          }
        }),
        { seed: 5, numRuns: 5 },
      );
    },
  );
});

test("ratio is the quotient of the sums, rounded half away from zero at six places", async () => {
  const ratio = rendered(`<%= it.macro('ratio', { part: 'part', whole: 'whole' }) %>`);
  const pairs = many(
    fc.record({
      part: fc.bigInt({ min: 0n, max: 400_000_000_000_000_000n }),
      more: fc.bigInt({ min: 1n, max: 400_000_000_000_000_000n }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(pairs, async (drawn) => {
      await given(
        "line integer, part decimal(18, 6), whole decimal(18, 6)",
        drawn.map(({ part, more }, line) => `(${line}, ${scaled(part, 6)}, ${scaled(part + more, 6)})`),
      );
      const rows = await connection.rows<{ ratio: string }>(`select ${ratio} as ratio from given.case order by line`);
      for (const [line, { part, more }] of drawn.entries()) {
        expect(unitsOf(rows[line]?.ratio ?? "")).toBe(divided(part * 1_000_000n, part + more));
      }
    }),
    { seed: 7, numRuns: 5 },
  );
});
