with returns as (
  select * from <%= it.ref('stg_returns') %> where coalesce(disposition, '') not in ('restock', 'rework', 'scrap')
),

findings as (
  select
    'dispositions_unknown' as control,
    return_id as finding_key,
    'return ' || return_id || ' has ' || coalesce('the unknown disposition "' || disposition || '"', 'no disposition') || ': it counts as scrap' as what,
    cast(null as <%= it.money_type %>) as amount,
    received_on as occurred_on
  from returns
)

select * from findings
