with order_costs as (
  select * from <%= it.ref('stg_order_costs') %>
),

replaced as (
  select replaces_cost_id from order_costs where status = 'actual' and replaces_cost_id is not null
),

estimates as (
  select order_costs.*
  from order_costs
  where order_costs.status = 'estimated'
    and order_costs.date < <%= it.as_of %> - 45
    and not exists (select 1 from replaced where replaced.replaces_cost_id = order_costs.cost_id)
),

findings as (
  select
    'estimates_not_replaced' as control,
    estimates.cost_id as finding_key,
    'cost ' || estimates.cost_id || ' (' || estimates.kind || ') of ' || estimates.date || ' is still an estimate' as what,
    <%= it.macro('convert', { amount: 'estimates.amount', currency: 'estimates.currency', rate: 'exchange_rate' }) %> as amount,
    estimates.date as occurred_on
  from estimates
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'estimates.currency', date: 'estimates.date' }) %>
)

select * from findings
