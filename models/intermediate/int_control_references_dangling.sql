with dangling as (
  select * from <%= it.ref('int_reference') %> where global_id is null
),

findings as (
  select
    'references_dangling' as control,
    source || '/' || entity || ': ' || reference as finding_key,
    referring || ' from ' || source || ' name "' || reference || '" in ' || entity || ', '
    || case candidates when 0 then 'which does not exist' else 'which ' || candidates || ' other sources have' end as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from dangling
)

select * from findings
