with interactions as (
  select * from <%= it.ref('int_interaction') %> where left_out is not null
),

findings as (
  select
    'interactions_left_out' as control,
    interaction_id as finding_key,
    'interaction ' || interaction_id || ' of ' || held_on
    || case left_out when 'no minutes' then ' has no minutes, and its channel has no usual time' else ' lasted ' || cast(minutes as bigint) || ' minutes' end
    || ': it is left out' as what,
    cast(null as <%= it.money_type %>) as amount,
    held_on as occurred_on
  from interactions
)

select * from findings
