with order_lines as (
  select * from <%= it.ref('int_order_line') %> where not is_void
),

invoice_lines as (
  select * from <%= it.ref('int_invoice_line') %> where step = 'invoice_revenue' and order_id is not null
),

order_level_sales as (
  select * from <%= it.ref('int_order_level_sale_part') %>
),

loads as (
  select order_line_id, line_no, greatest(quantity, 0) as quantity from <%= it.ref('int_line_load') %>
),

header_discounts as (
  select * from <%= it.ref('int_header_discount_part') %>
),

line_level as (
  select
    order_line_id,
    order_id,
    case when kind = 'invoice' then net else -net end as amount,
    posted_on as effective_date,
    'invoice_lines/' || invoice_line_id as source_document,
    'invoice' as basis
  from invoice_lines
  where order_line_id is not null and (kind = 'credit' or recognise = 'invoice')
),

order_level as (
  select
    order_level_sales.order_line_id,
    order_level_sales.order_id,
    order_level_sales.net as amount,
    invoice_lines.posted_on as effective_date,
    'invoice_lines/' || order_level_sales.invoice_line_id as source_document,
    'invoice' as basis
  from order_level_sales
  inner join invoice_lines on invoice_lines.invoice_line_id = order_level_sales.invoice_line_id
),

by_order as (
  select
    order_lines.order_line_id,
    order_lines.order_id,
    <%= it.macro('convert', { amount: 'order_lines.line_net', currency: 'order_lines.currency', rate: 'exchange_rate' }) %> as amount,
    order_lines.order_date as effective_date,
    'order_lines/' || order_lines.order_line_id as source_document,
    'order' as basis
  from order_lines
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'order_lines.currency', date: 'order_lines.order_date' }) %>
  where order_lines.recognise = 'order'
),

discounts_by_order as (
  select
    order_lines.order_line_id,
    order_lines.order_id,
    -header_discounts.discount as amount,
    order_lines.order_date as effective_date,
    'orders/' || order_lines.order_id as source_document,
    'order' as basis
  from header_discounts
  inner join order_lines on order_lines.order_line_id = header_discounts.order_line_id
  where order_lines.recognise = 'order'
),

before_order_cancellations as (
  select * from line_level
  union all
  select * from order_level
  union all
  select * from by_order
  union all
  select * from discounts_by_order
),

net_values as (
  select order_line_id, greatest(coalesce(sum(amount), 0), 0) as net_value
  from before_order_cancellations
  where order_id in (select order_id from invoice_lines where kind = 'credit' and order_line_id is null)
  group by order_line_id
),

order_cancellations as (
  select
    invoice_lines.invoice_line_id,
    invoice_lines.order_id,
    order_lines.order_line_id,
    loads.line_no,
    invoice_lines.net,
    invoice_lines.posted_on,
    net_values.net_value as weight,
    loads.quantity
  from invoice_lines
  inner join order_lines on order_lines.order_id = invoice_lines.order_id
  inner join loads on loads.order_line_id = order_lines.order_line_id
  left join net_values on net_values.order_line_id = order_lines.order_line_id
  where invoice_lines.kind = 'credit' and invoice_lines.order_line_id is null
),

order_cancellation_parts as (
  <%= it.macro('allocate', { from: 'order_cancellations', document: 'invoice_line_id', amount: 'net', weight: 'weight', fallback: 'quantity', ties: 'order_id, line_no, order_line_id' }) %>
),

entries as (
  select * from before_order_cancellations
  union all
  select
    order_line_id,
    order_id,
    -part as amount,
    posted_on as effective_date,
    'invoice_lines/' || invoice_line_id as source_document,
    'invoice' as basis
  from order_cancellation_parts
)

select * from entries
