with order_lines as (
  select * from <%= it.source('order_lines') %>
),

identified as (
  select
    order_lines.source,
    order_lines.source || ':' || order_lines.order_line_id as order_line_id,
    order_lines.source || ':' || order_lines.product_id as stated_product_id,
    <%= it.macro('reference', { of: 'order_lines', column: 'order_id' }) %> as order_id,
    <%= it.macro('reference', { of: 'order_lines', column: 'product_id' }) %> as product_id,
    order_lines.line_no,
    order_lines.product_version,
    order_lines.quantity,
    order_lines.uom,
    order_lines.list_price,
    order_lines.grade_price,
    order_lines.agreed_price,
    order_lines.unit_price,
    order_lines.net_amount,
    order_lines.requested_date,
    order_lines.promised_date,
    order_lines.shipped_date,
    order_lines.erp_margin
  from order_lines
  <%= it.macro('reference_join', { of: 'order_lines', column: 'order_id', entity: 'orders' }) %>
  <%= it.macro('reference_join', { of: 'order_lines', column: 'product_id', entity: 'products' }) %>
)

select * from identified
