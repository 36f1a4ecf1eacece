with loads as (
  select * from <%= it.source('meta.load') %>
),

findings as (
  select
    'rows_accounted' as control,
    load_id || ' ' || source || '/' || entity as finding_key,
    rows_read || ' rows read, ' || rows_landed || ' landed, ' || (rows_staged + rows_quarantined + rows_superseded)
    || ' staged, quarantined or superseded' as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(loaded_at as date) as occurred_on
  from loads
  where rows_read <> rows_landed or rows_landed <> rows_staged + rows_quarantined + rows_superseded
)

select * from findings
