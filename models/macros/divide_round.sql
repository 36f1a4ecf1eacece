(sign(<%= it.args.numerator %>) * ((2 * abs(<%= it.args.numerator %>) + <%= it.args.denominator %>) // (2 * <%= it.args.denominator %>)))
