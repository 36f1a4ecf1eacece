<%= it.macro('from_units', { units: it.macro('divide_round', {
  numerator: `cast(${it.args.minutes} * 1000000::bigint as hugeint) * cast(${it.args.pool}.cost * 1000000::bigint as hugeint) * ${10 ** it.minor_unit}`,
  denominator: `cast(${it.args.pool}.minutes * 1000000::bigint as hugeint) * 1000000`,
}) }) %>
