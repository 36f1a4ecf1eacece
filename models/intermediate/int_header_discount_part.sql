with order_lines as (
  select * from <%= it.ref('int_order_line') %> where not is_void
),

orders as (
  select order_id, currency, header_discount from <%= it.ref('int_order') %> where header_discount is not null and header_discount <> 0
),

recognised as (
  select * from <%= it.ref('int_recognised_quantity') %>
),

order_dates as (
  select order_lines.order_id, min(recognised.revenue_date) as first_revenue_date
  from order_lines
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
  group by order_lines.order_id
),

documents as (
  select
    orders.order_id,
    order_dates.first_revenue_date,
    <%= it.macro('convert', { amount: 'orders.header_discount', currency: 'orders.currency', rate: 'exchange_rate' }) %> as discount
  from orders
  inner join order_dates on order_dates.order_id = orders.order_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'orders.currency', date: 'order_dates.first_revenue_date' }) %>
  where order_dates.first_revenue_date is not null
),

targets as (
  select
    documents.order_id,
    order_lines.order_line_id,
    coalesce(order_lines.line_no, 9223372036854775807) as line_no,
    documents.discount,
    greatest(order_lines.quantity, 0) as ordered_quantity,
    greatest(recognised.quantity, 0) * coalesce(
      order_lines.unit_price,
      <%= it.macro('unit_net', { amount: 'order_lines.line_net', quantity: 'order_lines.quantity' }) %>,
      0
    ) as line_value
  from documents
  inner join order_lines on order_lines.order_id = documents.order_id
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
),

parts as (
  <%= it.macro('allocate', { from: 'targets', document: 'order_id', amount: 'discount', weight: 'greatest(line_value, 0)', fallback: 'ordered_quantity', ties: 'order_id, line_no, order_line_id' }) %>
)

select order_id, order_line_id, part as discount from parts
