with quotes as (
  select distinct order_id from <%= it.ref('stg_quote_lines') %>
),

quoted_orders as (
  select order_id from <%= it.ref('stg_orders') %> where quote_id is not null
  union
  select order_id from quotes where order_id is not null
),

orders as (
  select order_id, party_id, order_date, net_revenue, maturity from <%= it.ref('fct_order_profit') %>
),

-- Where nobody writes quotes, an order without one says nothing.
unquoted as (
  select orders.*
  from orders
  where orders.maturity <> 'cancelled'
    and exists (select 1 from quotes)
    and not exists (select 1 from quoted_orders where quoted_orders.order_id = orders.order_id)
),

findings as (
  select
    'orders_without_quote' as control,
    party_id as finding_key,
    count(*) || ' orders of ' || party_id || ' between ' || min(order_date) || ' and ' || max(order_date) || ' have no quote in the CRM' as what,
    cast(sum(net_revenue) as <%= it.money_type %>) as amount,
    max(order_date) as occurred_on
  from unquoted
  group by party_id
)

select * from findings
