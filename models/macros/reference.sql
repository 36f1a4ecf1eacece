case
      when <%= it.args.column %>_elsewhere.reference is null then <%= it.args.of %>.source || ':' || <%= it.args.of %>.<%= it.args.column %>
      else <%= it.args.column %>_elsewhere.global_id
    end
