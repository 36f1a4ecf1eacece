with lines as (
  select product_id, order_date, net_revenue from <%= it.ref('fct_order_line_profit') %> where cost_basis = 'missing'
),

findings as (
  select
    'costs_missing' as control,
    coalesce(product_id, 'no product') as finding_key,
    count(*) || ' order lines of ' || coalesce(product_id, 'no product') || ' have no cost: their profit is unknown' as what,
    cast(sum(net_revenue) as <%= it.money_type %>) as amount,
    min(order_date) as occurred_on
  from lines
  group by product_id
)

select * from findings
