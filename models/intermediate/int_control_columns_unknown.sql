with unknown_columns as (
  select distinct source, entity, "column" as column_name from <%= it.source('meta.unknown_column') %>
),

findings as (
  select
    'columns_unknown' as control,
    source || '/' || entity || '.' || column_name as finding_key,
    'column "' || column_name || '" of ' || entity || ' from ' || source || ' is none that is known; its values are not used' as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from unknown_columns
)

select * from findings
