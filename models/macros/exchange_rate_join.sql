left join <%= it.ref('int_exchange_rate') %> as <%= it.args.as %>
    on <%= it.args.as %>.currency = <%= it.args.currency %>
    and <%= it.args.as %>.date = <%= it.args.date %>
