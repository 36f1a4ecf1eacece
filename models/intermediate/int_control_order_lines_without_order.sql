with order_lines as (
  select * from <%= it.ref('stg_order_lines') %> where order_id is null
),

findings as (
  select
    'order_lines_without_order' as control,
    order_line_id as finding_key,
    'order line ' || order_line_id || ' names an order that does not exist: it is in no figure' as what,
    cast(null as <%= it.money_type %>) as amount,
    shipped_date as occurred_on
  from order_lines
)

select * from findings
