cast(<%= it.args.amount %> * <%= 10 ** it.minor_unit %> as hugeint)
