with invoice_lines as (
  select currency, rate_date as date, count(*) as documents from <%= it.ref('int_invoice_line') %> group by currency, rate_date
),

orders as (
  select currency, order_date as date, count(*) as documents
  from <%= it.ref('int_order') %>
  where recognise = 'order' and not is_void
  group by currency, order_date
),

order_costs as (
  select currency, date, count(*) as documents from <%= it.ref('stg_order_costs') %> group by currency, date
),

dated as (
  select 'invoice_lines' as entity, currency, date, documents from invoice_lines
  union all
  select 'orders' as entity, currency, date, documents from orders
  union all
  select 'order_costs' as entity, currency, date, documents from order_costs
),

without_rate as (
  select dated.*
  from dated
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'dated.currency', date: 'dated.date' }) %>
  where dated.currency <> <%= it.reporting_currency %> and exchange_rate.currency is null
),

findings as (
  select
    'currency_gaps' as control,
    entity || ' ' || currency || ' ' || strftime(date_trunc('month', date), '%Y-%m') as finding_key,
    sum(documents) || ' ' || entity || ' in ' || currency || ' between ' || min(date) || ' and ' || max(date)
    || ' have no rate within five days: their amounts are unknown' as what,
    cast(null as <%= it.money_type %>) as amount,
    min(date) as occurred_on
  from without_rate
  group by entity, currency, date_trunc('month', date)
)

select * from findings
