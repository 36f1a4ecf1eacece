with order_lines as (
  select * from <%= it.ref('int_order_line') %> where not is_void
),

orders as (
  select order_id, currency, header_discount, recognise, order_date, is_void from <%= it.ref('int_order') %> where header_discount is not null and header_discount <> 0
),

recognised as (
  select order_line_id, greatest(quantity, 0) as quantity from <%= it.ref('int_recognised_quantity') %>
),

invoiced as (
  select order_id, min(posted_on) as first_invoiced_on
  from <%= it.ref('int_invoice_line') %>
  where kind = 'invoice' and step = 'invoice_revenue' and order_id is not null
  group by order_id
),

documents as (
  select
    orders.order_id,
    case when orders.recognise = 'order' then orders.order_date else invoiced.first_invoiced_on end as revenue_date,
    <%= it.macro('convert', { amount: 'orders.header_discount', currency: 'orders.currency', rate: 'exchange_rate' }) %> as discount
  from orders
  left join invoiced on invoiced.order_id = orders.order_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'orders.currency', date: "case when orders.recognise = 'order' then orders.order_date else invoiced.first_invoiced_on end" }) %>
  where not orders.is_void and (orders.recognise = 'order' or invoiced.first_invoiced_on is not null)
),

targets as (
  select
    documents.order_id,
    order_lines.order_line_id,
    coalesce(order_lines.line_no, 9223372036854775807) as line_no,
    documents.discount,
    recognised.quantity,
    recognised.quantity * coalesce(
      case
        when order_lines.net_amount is not null
          then <%= it.macro('unit_net', { amount: 'order_lines.net_amount', quantity: 'order_lines.quantity' }) %>
      end,
      order_lines.unit_price,
      0
    ) as line_value
  from documents
  inner join order_lines on order_lines.order_id = documents.order_id
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
),

sold as (
  select * from targets where order_id in (select order_id from targets where quantity > 0)
),

parts as (
  <%= it.macro('allocate', { from: 'sold', document: 'order_id', amount: 'discount', weight: 'greatest(line_value, 0)', fallback: 'quantity', ties: 'order_id, line_no, order_line_id' }) %>
)

select order_id, order_line_id, part as discount from parts
