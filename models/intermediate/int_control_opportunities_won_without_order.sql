with won as (
  select * from <%= it.ref('stg_opportunities') %> where status = 'won' and order_id is null and close_date < <%= it.as_of %> - 2
),

orders as (
  select opportunity_id from <%= it.ref('stg_orders') %> where opportunity_id is not null
),

missing as (
  select won.*
  from won
  where not exists (select 1 from orders where orders.opportunity_id = won.opportunity_id)
),

findings as (
  select
    'opportunities_won_without_order' as control,
    missing.opportunity_id as finding_key,
    coalesce(missing.name, 'opportunity') || ' (' || missing.opportunity_id || ') was won on ' || missing.close_date || ', no order names it' as what,
    <%= it.macro('convert', { amount: 'missing.amount', currency: 'missing.currency', rate: 'exchange_rate' }) %> as amount,
    missing.close_date as occurred_on
  from missing
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'missing.currency', date: 'missing.close_date' }) %>
)

select * from findings
