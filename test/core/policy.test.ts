import { expect, test } from "vitest";
import { policyHash, policySchema } from "../../core/policy.ts";

test("a key that is left out has its default, and the hash covers the defaults", () => {
  const empty = policySchema.parse({});
  const explicit = policySchema.parse({ tiers: { window_months: 12 }, allow_standard_cost: false });
  expect(policyHash(explicit)).toBe(policyHash(empty));
  expect(policyHash(policySchema.parse({ tiers: { window_months: 6 } }))).not.toBe(policyHash(empty));
});

test("an optional rule that is written as empty is the same rule", () => {
  const written = policySchema.parse({ effort: { home_country: null, order_pool: null, default_pool: null } });
  expect(policyHash(written)).toBe(policyHash(policySchema.parse({})));
});

test.each([
  [{ effort: { pools: { sales: { cost: 100 } } } }, "practical_minutes"],
  [{ rebates: [{ share: 0.03 }] }, "exactly one of party, tier, segment, all"],
  [{ closed_through: "2026-13" }, "YYYY-MM"],
  [{ pricing: { grades: { A: { grade: "G1", discount: 8 } } } }, "<=1"],
  [{ tier: {} }, "tier"],
])("%j is refused", (policy, expected) => {
  const checked = policySchema.safeParse(policy);
  expect(checked.success).toBe(false);
  expect(JSON.stringify(checked.error?.issues)).toContain(expected);
});
