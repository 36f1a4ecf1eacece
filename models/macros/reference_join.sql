left join <%= it.ref('int_reference') %> as <%= it.args.column %>_elsewhere
    on <%= it.args.column %>_elsewhere.entity = '<%= it.args.entity %>'
    and <%= it.args.column %>_elsewhere.source = <%= it.args.of %>.source
    and <%= it.args.column %>_elsewhere.reference = <%= it.args.of %>.<%= it.args.column %>
