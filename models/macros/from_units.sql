cast(cast(<%= it.args.units %> as decimal(28, 0)) * <%= it.sql((1 / 10 ** it.minor_unit).toFixed(it.minor_unit)) %> as <%= it.money_type %>)
