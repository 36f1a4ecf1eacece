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
    true as is_known,
    <%= it.macro('convert', { amount: 'products.list_price', currency: 'products.currency', rate: 'exchange_rate' }) %> as list_price
  from products
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'products.currency', date: it.as_of }) %>
),

undelivered as (
  select distinct stated_product_id as product_id, source
  from <%= it.ref('int_order_line') %>
  where product_id is null
),

with_undelivered as (
  select * from described
  union all
  select
    product_id,
    source,
    null as sku,
    substr(product_id, length(source) + 2) as name,
    null as category,
    null as subcategory,
    null as base_uom,
    null as active,
    false as is_known,
    null as list_price
  from undelivered
)

select * from with_undelivered
