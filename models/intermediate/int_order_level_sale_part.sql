with invoice_lines as (
  select *
  from <%= it.ref('int_invoice_line') %>
  where kind = 'invoice' and step = 'invoice_revenue' and recognise = 'invoice' and order_id is not null and order_line_id is null
),

order_lines as (
  select order_line_id, order_id, greatest(line_net, 0) as line_net from <%= it.ref('int_order_line') %>
),

loads as (
  select order_line_id, line_no, greatest(quantity, 0) as quantity from <%= it.ref('int_line_load') %>
),

targets as (
  select
    invoice_lines.invoice_line_id,
    invoice_lines.order_id,
    order_lines.order_line_id,
    loads.line_no,
    invoice_lines.net,
    invoice_lines.gross,
    order_lines.line_net as weight,
    loads.quantity
  from invoice_lines
  inner join order_lines on order_lines.order_id = invoice_lines.order_id
  inner join loads on loads.order_line_id = order_lines.order_line_id
),

parts as (
  <%= it.macro('allocate', { from: 'targets', document: 'invoice_line_id', amount: 'net', weight: 'weight', fallback: 'quantity', ties: 'order_id, line_no, order_line_id' }) %>
)

select invoice_line_id, order_id, order_line_id, part as net from parts
