with orders as (
  select * from <%= it.source('orders') %>
),

identified as (
  select
    orders.source,
    orders.source || ':' || orders.order_id as order_id,
    orders.source || ':' || orders.customer_id as stated_customer_id,
    <%= it.macro('reference', { of: 'orders', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'orders', column: 'case_id' }) %> as case_id,
    <%= it.macro('reference', { of: 'orders', column: 'opportunity_id' }) %> as opportunity_id,
    orders.order_date,
    orders.currency,
    orders.status,
    orders.plant,
    orders.channel,
    orders.sales_rep,
    orders.ship_to_country,
    orders.quote_id,
    orders.header_discount,
    orders.charged_freight
  from orders
  <%= it.macro('reference_join', { of: 'orders', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'orders', column: 'case_id', entity: 'cases' }) %>
  <%= it.macro('reference_join', { of: 'orders', column: 'opportunity_id', entity: 'opportunities' }) %>
)

select * from identified
