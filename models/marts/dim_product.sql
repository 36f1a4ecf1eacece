with products as (
  select * from <%= it.ref('stg_products') %>
),

described as (
  select
    products.product_id,
    products.source,
    products.sku,
    products.name,
    products.category,
    products.subcategory,
    products.base_uom,
    products.active,
    <%= it.macro('convert', { amount: 'products.list_price', currency: 'products.currency', rate: 'exchange_rate' }) %> as list_price
  from products
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'products.currency', date: it.as_of }) %>
),

with_unknown as (
  select * from described
  union all
  select
    'unknown' as product_id, null as source, null as sku, 'Unknown product' as name, null as category, null as subcategory, null as base_uom,
    false as active, null as list_price
  where exists (select 1 from <%= it.ref('int_order_line') %> where product_id is null)
)

select * from with_unknown
