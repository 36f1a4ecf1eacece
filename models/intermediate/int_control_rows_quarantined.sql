with quarantined as (
  select * from <%= it.ref('rpt_quarantine') %>
),

findings as (
  select
    'rows_quarantined' as control,
    source || '/' || entity || ': ' || reason as finding_key,
    rows || ' rows of ' || entity || ' from ' || source || ' were rejected: ' || reason as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(oldest as date) as occurred_on
  from quarantined
)

select * from findings
