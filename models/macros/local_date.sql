case
      when <%= it.args.timezone %> = 'UTC' then cast(<%= it.args.moment %> as date)
      else cast(timezone(<%= it.args.timezone %>, timezone('UTC', <%= it.args.moment %>)) as date)
    end
