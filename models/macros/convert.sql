case
      when <%= it.args.currency %> = <%= it.reporting_currency %> then <%= it.money(it.args.amount) %>
      when <%= it.args.rate %>.direct_rate is not null
        then <%= it.money(it.sql(`cast(${it.args.amount} as decimal(28, 8)) * ${it.args.rate}.direct_rate`)) %>
      when <%= it.args.rate %>.inverse_rate is not null
        then <%= it.macro('from_units', { units: it.macro('divide_round', {
          numerator: `cast(cast(${it.args.amount} as decimal(28, 8)) * 100000000 as hugeint) * ${10 ** (it.minor_unit + 6)}`,
          denominator: `cast(${it.args.rate}.inverse_rate * 100000000000000 as hugeint)`,
        }) }) %>
    end
