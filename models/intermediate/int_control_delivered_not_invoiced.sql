with shipped_lines as (
  select order_line_id, order_id from <%= it.ref('fct_order_line_profit') %> where maturity = 'shipped'
),

order_lines as (
  select order_line_id, line_net, currency, order_date from <%= it.ref('int_order_line') %>
),

shipments as (
  select order_line_id, min(shipped_on) as shipped_on from <%= it.ref('int_shipment') %> group by order_line_id
),

findings as (
  select
    'delivered_not_invoiced' as control,
    shipped_lines.order_line_id as finding_key,
    'order line ' || shipped_lines.order_line_id || ' of order ' || shipped_lines.order_id || ' was shipped on ' || shipments.shipped_on
    || ' and is not invoiced' as what,
    <%= it.macro('convert', { amount: 'order_lines.line_net', currency: 'order_lines.currency', rate: 'exchange_rate' }) %> as amount,
    shipments.shipped_on as occurred_on
  from shipped_lines
  inner join order_lines on order_lines.order_line_id = shipped_lines.order_line_id
  inner join shipments on shipments.order_line_id = shipped_lines.order_line_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'order_lines.currency', date: 'order_lines.order_date' }) %>
)

select * from findings
