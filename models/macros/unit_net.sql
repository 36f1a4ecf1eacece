case
        when <%= it.args.quantity %> <> 0
          then cast(cast(<%= it.macro('divide_round', {
            numerator: `cast(${it.args.amount} * 10000000000 as hugeint) * 1000000`,
            denominator: `cast(abs(${it.args.quantity}) * 1000000::bigint as hugeint)`,
          }) %> as decimal(30, 0)) * 0.0000000001 * sign(<%= it.args.quantity %>) as decimal(24, 10))
      end
