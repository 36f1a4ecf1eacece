with invoice_lines as (
  select *
  from <%= it.ref('int_invoice_line') %>
  where kind = 'invoice' and step = 'invoice_revenue' and recognise = 'invoice' and order_id is not null and order_line_id is null
),

order_lines as (
  select
    order_line_id,
    order_id,
    coalesce(line_no, 9223372036854775807) as line_no,
    greatest(line_net, 0) as line_net,
    greatest(coalesce(quantity * factor, quantity), 0) as quantity
  from <%= it.ref('int_order_line') %>
),

targets as (
  select
    invoice_lines.invoice_line_id,
    invoice_lines.order_id,
    order_lines.order_line_id,
    order_lines.line_no,
    invoice_lines.net,
    invoice_lines.gross,
    order_lines.line_net as weight,
    order_lines.quantity
  from invoice_lines
  inner join order_lines on order_lines.order_id = invoice_lines.order_id
),

parts as (
  <%= it.macro('allocate', { from: 'targets', document: 'invoice_line_id', amount: 'net', weight: 'weight', fallback: 'quantity', ties: 'order_id, line_no, order_line_id' }) %>
)

select invoice_line_id, order_id, order_line_id, part as net from parts
