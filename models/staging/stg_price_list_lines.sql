with price_list_lines as (
  select * from <%= it.source('price_list_lines') %>
),

identified as (
  select
    price_list_lines.source,
    <%= it.macro('reference', { of: 'price_list_lines', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'price_list_lines', column: 'product_id' }) %> as product_id,
    price_list_lines.price_list_id,
    price_list_lines.line_no,
    price_list_lines.price_grade,
    price_list_lines.category,
    price_list_lines.min_quantity,
    price_list_lines.price,
    price_list_lines.discount,
    price_list_lines.currency,
    price_list_lines.valid_from,
    price_list_lines.valid_to
  from price_list_lines
  <%= it.macro('reference_join', { of: 'price_list_lines', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'price_list_lines', column: 'product_id', entity: 'products' }) %>
)

select * from identified
