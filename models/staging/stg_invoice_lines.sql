with invoice_lines as (
  select * from <%= it.source('invoice_lines') %>
),

identified as (
  select
    invoice_lines.source,
    invoice_lines.source || ':' || invoice_lines.invoice_line_id as invoice_line_id,
    invoice_lines.source || ':' || invoice_lines.invoice_id as invoice_id,
    <%= it.macro('reference', { of: 'invoice_lines', column: 'reference_line_id' }) %> as reference_line_id,
    <%= it.macro('reference', { of: 'invoice_lines', column: 'order_line_id' }) %> as order_line_id,
    <%= it.macro('reference', { of: 'invoice_lines', column: 'order_id' }) %> as order_id,
    <%= it.macro('reference', { of: 'invoice_lines', column: 'customer_id' }) %> as customer_id,
    invoice_lines.kind,
    invoice_lines.reason,
    invoice_lines.quantity,
    invoice_lines.net_amount,
    invoice_lines.tax_amount,
    invoice_lines.currency,
    invoice_lines.posted_on,
    invoice_lines.due_on
  from invoice_lines
  <%= it.macro('reference_join', { of: 'invoice_lines', column: 'reference_line_id', entity: 'invoice_lines' }) %>
  <%= it.macro('reference_join', { of: 'invoice_lines', column: 'order_line_id', entity: 'order_lines' }) %>
  <%= it.macro('reference_join', { of: 'invoice_lines', column: 'order_id', entity: 'orders' }) %>
  <%= it.macro('reference_join', { of: 'invoice_lines', column: 'customer_id', entity: 'customers' }) %>
)

select * from identified
