case
      when <%= it.args.currency %> = <%= it.reporting_currency %> then cast(<%= it.args.price %> as decimal(24, 10))
      when <%= it.args.rate %>.direct_rate is not null
        then cast(cast(<%= it.args.price %> as decimal(20, 8)) * <%= it.args.rate %>.direct_rate as decimal(24, 10))
      when <%= it.args.rate %>.inverse_rate is not null
        then cast(cast(<%= it.macro('divide_round', {
          numerator: `cast(${it.args.price} * 10000000000 as hugeint) * 100000000000000`,
          denominator: `cast(${it.args.rate}.inverse_rate * 100000000000000 as hugeint)`,
        }) %> as decimal(30, 0)) * 0.0000000001 as decimal(24, 10))
    end
