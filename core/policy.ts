import { createHash } from "node:crypto";
import { z } from "zod";

/** A key of which every part is given a default when it is left out. */
function group<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).prefault({} as never);
}
/** A rule that may be left out, or written without a value. */
function unset(text: z.ZodString) {
  return text.nullish().transform((value) => value ?? undefined);
}
const share = z.number().min(0).max(1);
const tier = z.enum(["A", "B", "C", "D", "N", "Z", "P"]);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected a month as YYYY-MM");

const pool = z
  .strictObject({
    cost: z.number().nonnegative().optional(),
    practical_minutes: z.number().positive().optional(),
    theoretical_minutes: z.number().positive().optional(),
    rate: z.number().nonnegative().optional(),
  })
  .refine(
    (given) =>
      given.rate !== undefined ||
      (given.cost !== undefined && (given.practical_minutes ?? given.theoretical_minutes) !== undefined),
    "expected `rate`, or `cost` with `practical_minutes` or `theoretical_minutes`",
  );

const paymentStep = z.strictObject({ days_late: z.number().optional(), points: z.number() });
const grade = z.strictObject({
  grade: z.string().min(1),
  discount: share,
  categories: z.record(z.string(), share).default({}),
});

/** Every business rule, with its default. The names are those of `policy.yaml`. */
export const policySchema = z.strictObject({
  allow_standard_cost: z.boolean().default(false),
  closed_through: month.optional(),
  receivables: group({
    yearly_rate: z.number().nonnegative().default(0),
    provisions: z.array(z.strictObject({ days_late: z.number().int(), share })).default([]),
  }),
  effort: group({
    home_country: unset(z.string().length(2)),
    order_pool: unset(z.string()),
    default_pool: unset(z.string()),
    practical_share: share.default(0.8),
    pools: z.record(z.string(), pool).default({}),
    minutes: group({
      order: group({
        base: z.number().nonnegative().default(8),
        line: z.number().nonnegative().default(3),
        export: z.number().nonnegative().default(10),
        new_item: z.number().nonnegative().default(15),
      }),
      complaint: group({
        base: z.number().nonnegative().default(20),
        severity: z.number().nonnegative().default(15),
      }),
      interaction: z.record(z.string(), z.number().nonnegative()).default({}),
    }),
    max_minutes: z.number().positive().default(480),
  }),
  allocation: group({ dimensional_factor: z.number().positive().default(167) }),
  rebates: z
    .array(
      z
        .strictObject({
          party: z.string().optional(),
          tier: tier.optional(),
          segment: z.string().optional(),
          all: z.literal(true).optional(),
          share,
        })
        .refine(
          (given) =>
            [given.party, given.tier, given.segment, given.all].filter((key) => key !== undefined).length === 1,
          "expected exactly one of party, tier, segment, all",
        ),
    )
    .default([]),
  identity: group({ link: share.default(0.95), review: share.default(0.7) }),
  ownership: z.record(z.string(), z.enum(["erp", "crm", "whalecurve"])).default({}),
  tiers: group({
    window_months: z.number().int().positive().default(12),
    thresholds: group({ A: z.number().default(30), B: z.number().default(10) }),
    payment: z
      .array(paymentStep)
      .min(1)
      .default([
        { days_late: 0, points: 2 },
        { days_late: 10, points: 0 },
        { days_late: 30, points: -5 },
        { points: -10 },
      ]),
    satisfaction: group({
      bonus_from: z.number().default(75),
      points: z.number().default(3),
      at_risk_below: z.number().default(40),
    }),
    hysteresis: group({
      band: z.number().default(3),
      up: z.number().int().positive().default(2),
      down: z.number().int().positive().default(3),
      into_d: z.number().int().positive().default(3),
      out_of_d: z.number().int().positive().default(2),
    }),
    minimum: group({ months: z.number().int().default(6), orders: z.number().int().default(3) }),
    dormant_months: z.number().int().positive().default(12),
    provisional_share: share.default(0.2),
  }),
  complaints: group({
    quality_reasons: z.array(z.string()).default(["quality", "defect", "damaged", "wrong item"]),
    match_days: z.number().int().default(14),
    link: share.default(0.9),
    review: share.default(0.7),
    repeat_days: z.number().int().default(90),
  }),
  satisfaction: group({
    half_life_days: z.number().positive().default(180),
    weights: group({
      survey: share.default(0.35),
      complaint: share.default(0.25),
      in_time: share.default(0.15),
      on_time_in_full: share.default(0.15),
      not_repeated: share.default(0.1),
    }),
    prior: group({
      survey: z.number().default(5),
      complaint: z.number().default(50),
      in_time: z.number().default(5),
      on_time_in_full: z.number().default(20),
      not_repeated: z.number().default(5),
    }),
    resolve_within_days: z
      .strictObject({ 1: z.number(), 2: z.number(), 3: z.number(), 4: z.number() })
      .default({ 1: 30, 2: 14, 3: 7, 4: 3 }),
  }),
  key_products: group({
    minimum_months: z.number().int().default(12),
    coverage: share.default(0.8),
    complaint_factor: z.number().default(1.5),
    lift: z.number().default(1.2),
    support: group({ orders: z.number().int().default(10), share: share.default(0.01) }),
  }),
  pricing: group({
    grades: z.partialRecord(tier, grade).default({}),
    minimum_margin: group({ default: share.default(0.1), categories: z.record(z.string(), share).default({}) }),
    floor_window_days: z.number().int().default(90),
    max_change: group({ cycle: share.default(0.05), year: share.default(0.1) }),
    lead_days: z.number().int().default(30),
    elasticities: z.array(z.number()).default([0, -1, -2]),
    approval: z.array(z.strictObject({ up_to: z.number().optional(), role: z.string() })).default([]),
    holdout_share: share.default(0),
  }),
});

export type Policy = z.output<typeof policySchema>;

/** Identifies a policy by its complete content, defaults included: the same rules give the same hash. */
export function policyHash(policy: Policy): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(policy)))
    .digest("hex")
    .slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
