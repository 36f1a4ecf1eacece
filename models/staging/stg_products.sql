with products as (
  select * from <%= it.source('products') %>
),

identified as (
  select
    products.source,
    products.source || ':' || products.product_id as product_id,
    products.sku,
    products.name,
    products.category,
    products.subcategory,
    products.base_uom,
    products.weight_kg,
    products.volume_m3,
    products.active,
    products.list_price,
    products.standard_cost,
    products.currency
  from products
)

select * from identified
