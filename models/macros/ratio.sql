cast(cast(<%= it.macro('divide_round', {
  numerator: `cast(${it.args.part} * 1000000::bigint as hugeint) * 1000000`,
  denominator: `cast(${it.args.whole} * 1000000::bigint as hugeint)`,
}) %> as decimal(18, 0)) * 0.000001 as decimal(9, 6))
