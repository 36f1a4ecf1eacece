with lines as (
  select product_id, order_date, cost_basis, product_cost
  from <%= it.ref('fct_order_line_profit') %>
  where cost_basis in ('standard', 'last_known')
),

findings as (
  select
    'costs_on_weak_evidence' as control,
    coalesce(product_id, 'no product') || ' ' || cost_basis as finding_key,
    count(*) || ' order lines of ' || coalesce(product_id, 'no product') || ' rest on '
    || case cost_basis when 'standard' then 'standard cost' else 'the last known standard cost' end as what,
    cast(sum(product_cost) as <%= it.money_type %>) as amount,
    max(order_date) as occurred_on
  from lines
  group by product_id, cost_basis
)

select * from findings
