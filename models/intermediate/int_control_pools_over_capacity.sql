with pools as (
  select * from <%= it.ref('rpt_unassigned') %> where idle < 0
),

findings as (
  select
    'pools_over_capacity' as control,
    pool || ' ' || strftime(month, '%Y-%m') as finding_key,
    'pool ' || pool || ' costs ' || cost || ' a month; work of ' || (assigned + prospects) || ' was assigned in ' || strftime(month, '%Y-%m') as what,
    cast(-idle as <%= it.money_type %>) as amount,
    month as occurred_on
  from pools
)

select * from findings
