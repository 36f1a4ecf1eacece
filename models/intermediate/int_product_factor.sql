with products as (
  select product_id, base_uom from <%= it.ref('stg_products') %>
),

product_uoms as (
  select product_id, uom, factor from <%= it.ref('stg_product_uoms') %> where product_id is not null
),

base_units as (
  select product_id, base_uom as uom, cast(1 as decimal(28, 6)) as factor from products where base_uom is not null
),

other_units as (
  select product_uoms.product_id, product_uoms.uom, cast(min(product_uoms.factor) as decimal(28, 6)) as factor
  from product_uoms
  inner join products on products.product_id = product_uoms.product_id
  where product_uoms.uom is distinct from products.base_uom
  group by product_uoms.product_id, product_uoms.uom
),

factors as (
  select * from base_units
  union all
  select * from other_units
)

select * from factors
