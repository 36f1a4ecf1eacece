with quote_lines as (
  select * from <%= it.source('quote_lines') %>
),

identified as (
  select
    quote_lines.source,
    quote_lines.source || ':' || quote_lines.quote_id as quote_id,
    <%= it.macro('reference', { of: 'quote_lines', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'quote_lines', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'quote_lines', column: 'product_id' }) %> as product_id,
    <%= it.macro('reference', { of: 'quote_lines', column: 'order_id' }) %> as order_id,
    quote_lines.line_no,
    quote_lines.version,
    quote_lines.product_version,
    quote_lines.quantity,
    quote_lines.price,
    quote_lines.currency,
    quote_lines.quoted_at,
    quote_lines.valid_to,
    quote_lines.status
  from quote_lines
  <%= it.macro('reference_join', { of: 'quote_lines', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'quote_lines', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'quote_lines', column: 'product_id', entity: 'products' }) %>
  <%= it.macro('reference_join', { of: 'quote_lines', column: 'order_id', entity: 'orders' }) %>
)

select * from identified
